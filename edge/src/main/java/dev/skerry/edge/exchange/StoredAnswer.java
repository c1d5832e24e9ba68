package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentReader;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.ByteRange;
import dev.skerry.edge.semantics.ContentRange;
import dev.skerry.edge.semantics.MultipartRanges;
import dev.skerry.edge.semantics.NotModified;
import dev.skerry.edge.semantics.Preconditions;
import dev.skerry.edge.semantics.Validators;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Answers from a stored response: 304 where the viewer has it already, 206 or 416 for ranges, else
 * all of it, in the coding that the viewer prefers (RFC 9111 §4.3.2, RFC 9110 §13 and §14).
 */
final class StoredAnswer {
  private final Exchange x;
  private final StoredResponse stored;
  private final boolean reused;
  private final List<StoredSource.Part> parts = new ArrayList<>(1);
  private final StoredSource source = new StoredSource(parts);

  private StoredAnswer(Exchange x, Answer.FromStore answer) {
    this.x = x;
    this.stored = answer.stored();
    this.reused = answer.reused();
  }

  static @Nullable Phase send(Exchange x, Answer.FromStore answer) {
    return new StoredAnswer(x, answer).send();
  }

  private @Nullable Phase send() {
    HandledResponse handled = x.handlers.about(x.answer);
    boolean otherStatus = handled != null && handled.changesStatus();
    if (otherStatus && isWholeHere()) {
      return whole();
    }
    StoredHead head = stored.head();
    Validators validators =
        Preconditions.needValidators(x.request) ? head.validators() : Validators.NONE;
    Preconditions.Outcome outcome =
        Preconditions.evaluate(x.request, stored.status(), validators, head.responseMillis());
    if (outcome == Preconditions.Outcome.NOT_MODIFIED && !otherStatus) {
      return headOnly(304, head.packed().toFields(NotModified::has));
    }
    return switch (RangeRequest.of(x.request, stored, x.snapshot.limits().ranges())) {
      case RangeRequest.Whole() -> whole();
      case RangeRequest.Parts(List<ByteRange> parts, long total) ->
          parts.size() == 1 ? onePart(parts.getFirst(), total) : manyParts(parts, total);
      case RangeRequest.Unsatisfiable(long total) ->
          headOnly(
              416,
              new Fields()
                  .add(FieldNames.CONTENT_RANGE, ContentRange.unsatisfied(total))
                  .add(FieldNames.CONTENT_LENGTH, "0"));
    };
  }

  private boolean isWholeHere() {
    long total = stored.totalLength();
    return !stored.isPartial() || (total >= 0 && !stored.slices(0, total).isEmpty());
  }

  private @Nullable Phase headOnly(int status, Fields fields) {
    ViewerResponsePhase.sendHead(x, dressed(new Response(status, fields)), false);
    x.viewer.flush();
    return x.handTo(Phase.LOG);
  }

  private @Nullable Phase whole() {
    Fields fields = stored.head().packed().toFields();
    Response head = new Response(stored.status(), fields);
    long total = stored.totalLength();
    if (total >= 0 && mayHaveLength(stored.status())) {
      fields.set(FieldNames.CONTENT_LENGTH, Long.toString(total));
    }
    CodingPlan coding = CodingPlan.of(x, head, stored);
    if (total == 0 || x.request.method().equals("HEAD") || !mayHaveLength(stored.status())) {
      return headOnly(head.status(), head.fields());
    }
    Content copy = coding.copy();
    Content content = copy == null ? stored.whole() : copy;
    ByteBuf piece = content == null || !coding.isDone() ? null : content.inOnePiece();
    if (content != null && piece != null) {
      return atOnce(head, content, piece);
    }
    FileRegion region =
        content == null || !coding.isDone() || !x.viewer.takesFiles()
            ? null
            : content.inOneRegion(StoredSource.FILE_PIECE_BYTES);
    if (content != null && region != null) {
      return atOnce(head, content, region);
    }
    List<StoredResponse.Slice> slices =
        copy == null
            ? stored.slices(0, total < 0 ? Long.MAX_VALUE : total)
            : List.of(new StoredResponse.Slice(copy, 0, Long.MAX_VALUE));
    return open(slices, "") ? deliver(head, coding) : gone();
  }

  /** Hands over content that is in one piece without any machinery: what most hits are. */
  private Phase atOnce(Response head, Content content, ReferenceCounted body) {
    try {
      Response dressed = dressed(head);
      FreshHit.learn(x, stored, dressed, content);
      ViewerResponsePhase.sendHead(x, dressed, true);
    } catch (RuntimeException e) {
      body.release();
      throw e;
    }
    if (body instanceof FileRegion region) {
      x.viewer.file(region);
    } else {
      x.viewer.data((ByteBuf) body);
    }
    x.viewer.end(content.trailers());
    x.viewer.flush();
    return x.handTo(Phase.LOG);
  }

  private static boolean mayHaveLength(int status) {
    return status != 204 && status != 304;
  }

  private @Nullable Phase onePart(ByteRange part, long total) {
    Fields fields = stored.head().packed().toFields();
    fields.set(FieldNames.CONTENT_RANGE, part.contentRange(total));
    fields.set(FieldNames.CONTENT_LENGTH, Long.toString(part.length()));
    return open(stored.slices(part.first(), part.last() + 1), "")
        ? deliver(new Response(206, fields), CodingPlan.NONE)
        : gone();
  }

  private @Nullable Phase manyParts(List<ByteRange> ranges, long total) {
    Fields fields = stored.head().packed().toFields();
    String boundary = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    MultipartRanges frame =
        new MultipartRanges(boundary, fields.first(FieldNames.CONTENT_TYPE), total);
    fields.set(FieldNames.CONTENT_TYPE, frame.responseType());
    fields.set(FieldNames.CONTENT_LENGTH, Long.toString(frame.contentLength(ranges)));
    for (int i = 0; i < ranges.size(); i++) {
      ByteRange range = ranges.get(i);
      if (!open(stored.slices(range.first(), range.last() + 1), frame.partHead(range, i == 0))) {
        return gone();
      }
    }
    parts.add(new StoredSource.Part(frame.end(), null));
    return deliver(new Response(206, fields), CodingPlan.NONE);
  }

  /** Opens the slices; false if one of them is gone, having been evicted a moment ago. */
  private boolean open(List<StoredResponse.Slice> slices, String text) {
    String before = text;
    for (StoredResponse.Slice slice : slices) {
      ContentReader reader =
          slice.content().open(slice.from(), slice.to(), x.viewer.loop(), source::more);
      if (reader == null) {
        return false;
      }
      parts.add(new StoredSource.Part(before, reader));
      before = "";
    }
    return !slices.isEmpty();
  }

  /** What was found is gone: looks again. */
  private Phase gone() {
    source.cancel();
    return x.startOver();
  }

  private @Nullable Phase deliver(Response head, CodingPlan coding) {
    ViewerResponsePhase.sendHead(x, dressed(head), true);
    coding.deliver(x, head, source, source::to);
    return null;
  }

  private Response dressed(Response head) {
    long age = stored.head().freshness().currentAgeSeconds(x.services.clock().millis());
    if (reused || age > 0) {
      head.fields().set(FieldNames.AGE, Long.toString(age));
    }
    return ViewerFields.dress(x, head);
  }
}
