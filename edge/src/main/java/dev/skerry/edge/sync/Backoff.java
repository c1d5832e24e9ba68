package dev.skerry.edge.sync;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: any time up to a bound that doubles with each (full
 * jitter), so that edges which have lost the same control plane do not come back all at once.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 200;
  private static final long MOST_MILLIS = 15_000;

  private final RandomGenerator random;
  private long boundMillis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Milliseconds to wait before the next attempt. */
  long next() {
    long wait = random.nextLong(boundMillis + 1);
    boundMillis = Math.min(MOST_MILLIS, 2 * boundMillis);
    return wait;
  }

  /** An attempt has succeeded. */
  void reset() {
    boundMillis = FIRST_MILLIS;
  }
}
