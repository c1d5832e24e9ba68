package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.ByteRange;
import dev.skerry.edge.semantics.Preconditions;
import dev.skerry.handler.BoundData.Answer;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;

/**
 * What a handler is given of a stored response: all of it, the one range that its request asks for,
 * or a 304 where its conditions say so.
 *
 * @param from the first byte of the stored content that it has
 * @param length how many bytes of it
 */
record CacheMatch(int status, Fields fields, long from, long length) {
  /**
   * Decides by a request, before anything is read.
   *
   * @param total the length of the whole content
   */
  static CacheMatch of(Request request, StoredResponse stored, long total, long nowMillis) {
    Fields fields = stored.fields().copy();
    long age = stored.head().freshness().currentAgeSeconds(nowMillis);
    fields.set(FieldNames.AGE, Long.toString(age));
    boolean known =
        Preconditions.evaluate(
                request,
                stored.status(),
                stored.head().validators(),
                stored.head().responseMillis())
            == Preconditions.Outcome.NOT_MODIFIED;
    if (known) {
      return new CacheMatch(304, fields.remove(FieldNames.CONTENT_LENGTH), 0, 0);
    }
    return switch (RangeRequest.of(request, stored, 1)) {
      case RangeRequest.Parts(List<ByteRange> parts, long of) when parts.size() == 1 ->
          part(parts.getFirst(), of, fields);
      case RangeRequest.Unsatisfiable(long of) -> {
        fields.remove(FieldNames.CONTENT_LENGTH).set(FieldNames.CONTENT_RANGE, "bytes */" + of);
        yield new CacheMatch(416, fields, 0, 0);
      }
      default -> new CacheMatch(stored.status(), fields, 0, total);
    };
  }

  private static CacheMatch part(ByteRange range, long total, Fields fields) {
    long length = range.last() - range.first() + 1;
    fields.set(FieldNames.CONTENT_LENGTH, Long.toString(length));
    fields.set(
        FieldNames.CONTENT_RANGE, "bytes %d-%d/%d".formatted(range.first(), range.last(), total));
    return new CacheMatch(206, fields, range.first(), length);
  }

  Answer with(byte[] content) {
    return new Answer(status, fields, content);
  }
}
