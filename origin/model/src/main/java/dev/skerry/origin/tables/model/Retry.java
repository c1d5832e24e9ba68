package dev.skerry.origin.tables.model;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often what a batch left undone is tried, and how long is waited in between: a random time up
 * to a limit that doubles.
 *
 * @param attempts of each part of a batch, the first included; 1 or more
 * @param first the limit before the second attempt
 * @param most the limit that others do not exceed
 */
public record Retry(int attempts, Duration first, Duration most) {
  /** Ten attempts within about twenty seconds. */
  public static final Retry DEFAULT = new Retry(10, Duration.ofMillis(50), Duration.ofSeconds(5));

  private static final int DOUBLINGS_MAX = 20;

  /** Refuses what makes no sense. */
  public Retry {
    if (attempts < 1 || first.isNegative() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "expected an attempt or more and first <= most, got " + attempts + first + most);
    }
  }

  /** How long to wait after so many attempts, 1 or more. */
  Duration pause(int attempted, RandomGenerator random) {
    long limit =
        Math.min(most.toMillis(), first.toMillis() << Math.min(attempted - 1, DOUBLINGS_MAX));
    return Duration.ofMillis(random.nextLong(limit + 1));
  }
}
