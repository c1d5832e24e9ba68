package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Segment;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.ByteRange;
import dev.skerry.edge.semantics.Extents;
import dev.skerry.edge.semantics.IfRange;
import dev.skerry.edge.semantics.RangeField;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request's {@code Range} comes to for a certain stored response (RFC 9110 §14.2). */
sealed interface RangeRequest {
  /** The whole representation is to be sent: no range, or one that does not count. */
  record Whole() implements RangeRequest {}

  /** These parts; the length of the representation may be unknown (-1). */
  record Parts(List<ByteRange> parts, long totalLength) implements RangeRequest {}

  /** Nothing of the representation is asked for: 416. */
  record Unsatisfiable(long totalLength) implements RangeRequest {}

  RangeRequest WHOLE = new Whole();

  /** What is to be sent of the stored response. */
  static RangeRequest of(Request request, StoredResponse stored, int maxRanges) {
    if (!request.fields().contains(FieldNames.RANGE)
        || (stored.status() != 200 && !stored.isPartial())) {
      return WHOLE;
    }
    RangeField field = RangeField.of(request, maxRanges);
    if (field == null || !IfRange.holds(request.fields(), stored.head().validators())) {
      return WHOLE;
    }
    long length = stored.totalLength();
    if (length < 0) {
      List<ByteRange> parts = stored.isPartial() ? field.resolveWithoutLength() : null;
      return parts == null ? WHOLE : new Parts(parts, -1);
    }
    return switch (field.resolve(length)) {
      case RangeField.Answer.Parts(List<ByteRange> parts) -> new Parts(parts, length);
      case RangeField.Answer.Unsatisfiable() -> new Unsatisfiable(length);
    };
  }

  /** Whether the stored response has all that the request asks for. */
  static boolean isAnswerable(Request request, StoredResponse stored, int maxRanges) {
    if (!stored.isPartial()) {
      return true;
    }
    return switch (of(request, stored, maxRanges)) {
      case Whole() -> false;
      case Parts(List<ByteRange> parts, long _) -> extents(stored).covers(parts);
      case Unsatisfiable(long _) -> true;
    };
  }

  /** Which bytes of its representation are stored. */
  static Extents extents(StoredResponse stored) {
    Extents extents = Extents.NONE;
    for (Segment segment : stored.segments()) {
      @Nullable ByteRange range =
          segment.end() > segment.start()
              ? new ByteRange(segment.start(), segment.end() - 1)
              : null;
      if (range != null) {
        extents = extents.with(range);
      }
    }
    return extents;
  }
}
