package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.compress.Choice;
import dev.skerry.edge.compress.CodedHead;
import dev.skerry.edge.compress.CodingStage;
import dev.skerry.edge.compress.DecodingLimit;
import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Response;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the content is sent as it is, encoded or decoded on the way, or from an encoded copy in
 * the store.
 */
final class CodingPlan {
  /** As it is. */
  static final CodingPlan NONE = new CodingPlan(null, null, null, null);

  private final @Nullable Coding encode;
  private final @Nullable Coding decode;
  private final @Nullable Content copy;
  private final @Nullable StoredResponse stored;

  private CodingPlan(
      @Nullable Coding encode,
      @Nullable Coding decode,
      @Nullable Content copy,
      @Nullable StoredResponse stored) {
    this.encode = encode;
    this.decode = decode;
    this.copy = copy;
    this.stored = stored;
  }

  /**
   * Decides, and changes the head to what will be sent.
   *
   * @param stored where the response is from the store; null if it comes from the origin for one
   *     viewer
   */
  static CodingPlan of(Exchange x, Response head, @Nullable StoredResponse stored) {
    if (!x.rule().compression().enabled()) {
      return NONE;
    }
    if (head.fields().contains(FieldNames.CONTENT_ENCODING)) {
      return decoding(x, head, stored);
    }
    Choice choice = Choice.of(x.request, head, x.rule().compression());
    if (choice.negotiated()) {
      CodedHead.vary(head);
    }
    Coding coding = choice.coding();
    if (coding == null) {
      return NONE;
    }
    CodedHead.encode(head, coding);
    Content copy = stored == null ? null : stored.encoded(coding.token());
    if (copy != null) {
      head.fields().set(FieldNames.CONTENT_LENGTH, Long.toString(copy.length()));
    }
    return new CodingPlan(coding, null, copy, stored);
  }

  private static CodingPlan decoding(Exchange x, Response head, @Nullable StoredResponse stored) {
    Coding coding = stored == null ? null : Choice.toDecode(x.request, head);
    if (coding == null) {
      return NONE;
    }
    CodedHead.decode(head);
    CodedHead.vary(head);
    return new CodingPlan(null, coding, null, null);
  }

  /** Whether what is stored can be sent without a stage in between. */
  boolean isDone() {
    return decode == null && (encode == null || copy != null);
  }

  /** The encoded copy that is stored already, or null. */
  @Nullable Content copy() {
    return copy;
  }

  /**
   * Begins to deliver.
   *
   * @param source where the content comes from
   * @param bind tells the source where its content goes
   */
  void deliver(Exchange x, Response head, ContentSource source, Consumer<ContentSink> bind) {
    Coding encoding = copy == null ? encode : null;
    EncodedCopy made =
        encoding != null && stored != null
            ? new EncodedCopy(
                x.services, stored, encoding.token(), x.snapshot.cache().maxObjectBytes())
            : null;
    Delivery delivery = new Delivery(x.viewer, x, made);
    CodingStage.Route route =
        new CodingStage.Route(source, delivery, x.viewer.loop(), x.viewer::flush);
    if (encoding != null) {
      CodingStage stage = CodingStage.encoding(encoding, route, CodedHead.isEventStream(head));
      bind.accept(stage);
      x.deliver(delivery, stage);
    } else if (decode != null) {
      CodingStage stage = CodingStage.decoding(decode, route, DecodingLimit.DEFAULT);
      bind.accept(stage);
      x.deliver(delivery, stage);
    } else {
      bind.accept(delivery);
      x.deliver(delivery, source);
    }
  }
}
