package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.ContentReader;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.compress.Choice;
import dev.skerry.edge.compress.CodedHead;
import dev.skerry.edge.compress.CodingStage;
import dev.skerry.edge.compress.DecodingLimit;
import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the content of an answer for a handler at viewer-response that reads it: of the origin's
 * as it comes, of what is stored from the store, without its coding.
 *
 * @param answer what the handler is asked about
 * @param head as the handler is shown it; its coding is taken off
 * @param then told how it ended, unless the exchange is over before
 */
record AnswerReading(
    Exchange x, HandlerSpec by, Answer answer, Response head, Consumer<Collecting.Ending> then) {

  /** So much of what is stored is taken in one go, in bytes. */
  private static final int TURN_BYTES = 256 * 1024;

  /** Whether an answer has content to be collected: neither a part of it nor none at all. */
  static boolean isDue(Exchange x, Answer answer, Response head) {
    if (head.status() == 206 || HandlerCalls.hasNoContent(head.status())) {
      return false;
    }
    return switch (answer) {
      case Answer.FromOrigin(Response _, boolean hasContent, Fetch _) -> hasContent;
      case Answer.FromStore(StoredResponse stored, boolean _) ->
          stored.totalLength() != 0 && !x.request.method().equals("HEAD");
      case Answer.Partial _, Answer.Local _, Answer.Made _ -> false;
    };
  }

  /**
   * Prepares to collect; the exchange's turn then has what is to be started.
   *
   * @return why the handler cannot be asked, if that is known; null if it is to be collected
   */
  @Nullable HandlerFault prepare() {
    return answer instanceof Answer.FromStore(StoredResponse stored, boolean _)
        ? fromStore(stored)
        : fromOrigin(((Answer.FromOrigin) answer).fetch());
  }

  private Collecting collecting(ContentSource source, long expected) {
    Collecting stage = new Collecting(source, x.services.contentMemory(), by, expected, then);
    x.turn().reading = stage;
    return stage;
  }

  private @Nullable HandlerFault fromOrigin(Fetch fetch) {
    if (HandlerCalls.isCoded(head)) {
      // It was asked for as it is.
      return HandlerFault.BODY_CODING;
    }
    long declared = Collecting.declared(head.fields());
    if (Collecting.isTooLarge(declared, by)) {
      return HandlerFault.BODY_SIZE;
    }
    OriginCall call = Objects.requireNonNull(fetch.call(), "a response came by a call");
    fetch.deliverTo(collecting(call, declared));
    return null;
  }

  // ---- from the store

  private @Nullable HandlerFault fromStore(StoredResponse stored) {
    Coding coding = null;
    if (HandlerCalls.isCoded(head)) {
      coding = Choice.toRead(head);
      if (coding == null) {
        return HandlerFault.BODY_CODING;
      }
      CodedHead.decode(head);
    } else if (Collecting.isTooLarge(stored.totalLength(), by)) {
      return HandlerFault.BODY_SIZE;
    }
    List<StoredSource.Part> parts = new ArrayList<>(1);
    StoredSource source = new StoredSource(parts);
    connect(source, coding, stored);
    long end = stored.totalLength() < 0 ? Long.MAX_VALUE : stored.totalLength();
    for (StoredResponse.Slice slice : stored.slices(0, end)) {
      ContentReader reader =
          slice.content().open(slice.from(), slice.to(), x.viewer.loop(), source::more);
      if (reader == null) {
        // Evicted a moment ago: whoever sends it finds that, too.
        return HandlerFault.BODY_MEMORY;
      }
      parts.add(new StoredSource.Part("", reader));
    }
    return null;
  }

  private void connect(StoredSource source, @Nullable Coding coding, StoredResponse stored) {
    if (coding == null) {
      Collecting stage = collecting(source, stored.totalLength());
      source.to(new Taking(stored, source, stage, stage));
      return;
    }
    Decoded decoded = new Decoded();
    Collecting stage = collecting(decoded, -1);
    CodingStage.Route route = new CodingStage.Route(source, stage, x.viewer.loop(), () -> {});
    CodingStage decoder = CodingStage.decoding(coding, route, DecodingLimit.DEFAULT);
    decoded.stage = decoder;
    source.to(new Taking(stored, source, stage, decoder));
  }

  /**
   * Takes content from the store, so much in one go that the event loop is not kept from others,
   * and looks whether it is still going to be stored. What is not is received at the pace of its
   * slowest reader, the one that is to send it when the handler has answered.
   */
  private final class Taking implements ContentSink {
    private final StoredResponse stored;
    private final StoredSource source;
    private final Collecting stage;
    private final ContentSink to;
    private int taken;

    /**
     * Takes nothing yet.
     *
     * @param stage what collects it
     * @param to where the content goes: the stage, or what decodes it before
     */
    Taking(StoredResponse stored, StoredSource source, Collecting stage, ContentSink to) {
      this.stored = stored;
      this.source = source;
      this.stage = stage;
      this.to = to;
    }

    @Override
    public void data(ByteBuf content) {
      if (!stored.segments().stream().allMatch(segment -> segment.content().isKept())) {
        stage.refuse(HandlerFault.BODY_SIZE);
      }
      taken += content.readableBytes();
      to.data(content);
      if (taken >= TURN_BYTES && stage.isCollecting()) {
        taken = 0;
        source.pause();
        x.viewer.loop().execute(this::goOn);
      }
    }

    private void goOn() {
      if (stage.isCollecting()) {
        source.resume();
      }
    }

    @Override
    public void end(Fields trailers) {
      to.end(trailers);
    }

    @Override
    public void fail(ProxyError error) {
      to.fail(error);
    }
  }

  /** A decoder that is made after who takes what it gives. */
  private static final class Decoded implements ContentSource {
    private @Nullable CodingStage stage;

    @Override
    public void resume() {
      if (stage != null) {
        stage.resume();
      }
    }

    @Override
    public void pause() {
      if (stage != null) {
        stage.pause();
      }
    }

    @Override
    public void cancel() {
      if (stage != null) {
        stage.cancel();
      }
    }
  }
}
