package dev.skerry.edge.semantics;

import org.jspecify.annotations.Nullable;

/**
 * The {@code Content-Range} of a 206 (RFC 9110 §14.4).
 *
 * @param range what the content is of the representation
 * @param completeLength the length of the representation, or -1 if unknown
 */
public record ContentRange(ByteRange range, long completeLength) {
  private static final String UNIT = "bytes ";

  /**
   * Reads a field value; null if it is malformed, of another unit, or says that nothing was
   * satisfied.
   */
  public static @Nullable ContentRange parse(@Nullable String value) {
    if (value == null || !value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    int dash = value.indexOf('-', UNIT.length());
    int slash = value.indexOf('/', UNIT.length());
    if (dash < 0 || slash < dash) {
      return null;
    }
    long first = RangeField.number(value, UNIT.length(), dash);
    long last = RangeField.number(value, dash + 1, slash);
    boolean unknown = value.length() == slash + 2 && value.charAt(slash + 1) == '*';
    long complete = unknown ? -1 : RangeField.number(value, slash + 1, value.length());
    if (first < 0 || last < first || last == Long.MAX_VALUE || (!unknown && complete <= last)) {
      return null;
    }
    return new ContentRange(new ByteRange(first, last), complete);
  }

  /** What a 416 says of a representation of that length. */
  public static String unsatisfied(long completeLength) {
    return "bytes */" + (completeLength < 0 ? "*" : completeLength);
  }

  /**
   * The same for content of that many bytes. Some origins count the last position wrongly: what
   * came, properly framed, holds. If the part was to reach the end of the representation, then that
   * is where the content ends.
   *
   * @return null if there is more content than was announced, or none
   */
  public @Nullable ContentRange fittedTo(long contentLength) {
    if (contentLength == range.length()) {
      return this;
    }
    if (contentLength <= 0 || contentLength > range.length()) {
      return null;
    }
    ByteRange fitted = new ByteRange(range.first(), range.first() + contentLength - 1);
    boolean toTheEnd = completeLength == range.last() + 1;
    return new ContentRange(fitted, toTheEnd ? fitted.last() + 1 : completeLength);
  }
}
