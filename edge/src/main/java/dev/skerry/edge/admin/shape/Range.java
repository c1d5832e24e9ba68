package dev.skerry.edge.admin.shape;

/** The numbers from {@code min} to {@code max}, both included. */
public record Range(long min, long max) {
  /** The numbers of an {@code int}. */
  static final Range INT = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

  /** The numbers of a {@code long}. */
  static final Range LONG = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Refuses what holds nothing. */
  public Range {
    if (min > max) {
      throw new IllegalArgumentException("no number is from " + min + " to " + max);
    }
  }

  /** At least that many of something. */
  static Range count(long atMost) {
    return new Range(0, atMost);
  }

  /** What is in both; an annotation that is missing takes nothing away. */
  Range within(Range other) {
    long least = Math.max(min, other.min);
    long most = Math.min(max, other.max);
    return new Range(least, most);
  }

  boolean holds(long value) {
    return value >= min && value <= max;
  }

  @Override
  public String toString() {
    return max == Long.MAX_VALUE || max == Integer.MAX_VALUE
        ? "of at least " + min
        : "from " + min + " to " + max;
  }
}
