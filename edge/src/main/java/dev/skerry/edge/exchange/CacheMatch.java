package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.ByteRange;
import dev.skerry.edge.semantics.Preconditions;
import dev.skerry.handler.BoundData.Answer;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.Arrays;
import java.util.List;

/**
 * What a handler is given of a stored response: all of it, the one range that its request asks for,
 * or a 304 where its conditions say so.
 */
final class CacheMatch {
  private CacheMatch() {}

  static Answer answer(Request request, StoredResponse stored, byte[] content, long nowMillis) {
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
      return new Answer(304, fields.remove(FieldNames.CONTENT_LENGTH), new byte[0]);
    }
    return switch (RangeRequest.of(request, stored, 1)) {
      case RangeRequest.Parts(List<ByteRange> parts, long total) when parts.size() == 1 ->
          part(parts.getFirst(), total, fields, content);
      case RangeRequest.Unsatisfiable(long total) -> {
        fields.remove(FieldNames.CONTENT_LENGTH).set(FieldNames.CONTENT_RANGE, "bytes */" + total);
        yield new Answer(416, fields, new byte[0]);
      }
      default -> new Answer(stored.status(), fields, content);
    };
  }

  private static Answer part(ByteRange range, long total, Fields fields, byte[] content) {
    byte[] octets = Arrays.copyOfRange(content, (int) range.first(), (int) range.last() + 1);
    fields.set(FieldNames.CONTENT_LENGTH, Integer.toString(octets.length));
    fields.set(
        FieldNames.CONTENT_RANGE, "bytes %d-%d/%d".formatted(range.first(), range.last(), total));
    return new Answer(206, fields, octets);
  }
}
