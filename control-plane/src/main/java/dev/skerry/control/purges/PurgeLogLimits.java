package dev.skerry.control.purges;

import java.time.Duration;

/**
 * For how long purges are remembered. An edge that comes back after longer is told that whatever it
 * has was to be purged.
 *
 * @param age older ones are forgotten
 * @param most numbers that are remembered, whatever their age
 * @param bytes about so many octets of purges are remembered, whatever their age and number
 * @param least of the newest numbers are remembered, whatever their age and size
 */
public record PurgeLogLimits(Duration age, long most, long bytes, long least) {
  /** Longer than an edge is away that anybody still counts on. */
  public static final PurgeLogLimits DEFAULT =
      new PurgeLogLimits(Duration.ofDays(35), 1_000_000, 1L << 30, 1_000);

  /** Refuses what would forget all, or never anything. */
  public PurgeLogLimits {
    if (age.isNegative() || age.isZero() || least < 0 || bytes < 0 || most < Math.max(1, least)) {
      throw new IllegalArgumentException(
          "expected an age above 0, octets and 0 <= least <= most, got %s, %d, %d, %d"
              .formatted(age, bytes, least, most));
    }
  }
}
