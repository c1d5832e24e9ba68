package dev.skerry.edge.semantics;

/** Whole numbers of seconds as caching fields write them (RFC 9111 §1.2.2). */
final class DeltaSeconds {
  /** The value is not there. */
  static final long ABSENT = -1;

  /** The value is there but is no number of seconds. */
  static final long INVALID = -2;

  /** The largest value that is told apart from greater ones. */
  static final long MAX = 1L << 31;

  private DeltaSeconds() {}

  /**
   * Reads digits between two indexes; {@link #INVALID} if anything else is there, at most {@link
   * #MAX}.
   */
  static long parse(String s, int from, int end) {
    if (from >= end) {
      return INVALID;
    }
    long seconds = 0;
    for (int i = from; i < end; i++) {
      int digit = s.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return INVALID;
      }
      seconds = Math.min(MAX, seconds * 10 + digit);
    }
    return seconds;
  }
}
