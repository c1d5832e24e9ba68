package dev.skerry.edge.semantics;

/**
 * When a response was asked for and when its head came, in milliseconds since 1970 (RFC 9111
 * §4.2.3).
 */
public record Timing(long requestMillis, long responseMillis) {
  /** A response that took no time. */
  public static Timing at(long millis) {
    return new Timing(millis, millis);
  }

  /** How long the origin took, never negative even if the clock was set back. */
  long delayMillis() {
    return Math.max(0, responseMillis - requestMillis);
  }
}
