package dev.skerry.control.api;

import java.time.Duration;

/**
 * How fast content must come at least, as long as it may hold memory.
 *
 * @param grace any content may take so long
 * @param bytesPerSecond and beyond that a second for each so many bytes
 */
record Pace(Duration grace, long bytesPerSecond) {
  /** Ten seconds, and 16 KiB a second: four hundred kilobytes in half a minute. */
  static final Pace USUAL = new Pace(Duration.ofSeconds(10), 16 << 10);

  /** Whether so many bytes should have come earlier. */
  boolean isLate(long nanos, long bytes) {
    return nanos - grace.toNanos() > bytes * 1_000_000_000.0 / bytesPerSecond;
  }
}
