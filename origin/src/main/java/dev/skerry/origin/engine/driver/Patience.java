package dev.skerry.origin.engine.driver;

import java.time.Duration;

/**
 * How long a transaction that meets conflicts is tried again.
 *
 * @param total from the first attempt on; the last conflict is thrown when it has passed
 * @param firstPause the longest that the first pause may be; the second attempt follows at once
 * @param longestPause pauses grow to at most this
 */
public record Patience(Duration total, Duration firstPause, Duration longestPause) {
  /** Ten seconds, with pauses of half a millisecond up to 50. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(10), Duration.ofNanos(500_000), Duration.ofMillis(50));
}
