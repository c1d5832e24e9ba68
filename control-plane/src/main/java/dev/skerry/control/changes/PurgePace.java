package dev.skerry.control.changes;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast changes may become purges: the first are told at once; where they do not end, more of
 * them are gathered into each purge, so that the log reaches far back and edges have fewer to
 * apply. Not for several threads.
 */
final class PurgePace {
  private static final double PER_SECOND = 50;
  private static final double AT_ONCE = 500;

  private final LongSupplier nanos;
  private double permits = AT_ONCE;
  private long atNanos;

  PurgePace(LongSupplier nanos) {
    this.nanos = nanos;
    this.atNanos = nanos.getAsLong();
  }

  /** Notes that so many were ordered; returns how long to wait before the next. */
  Duration ordered(int purges) {
    long now = nanos.getAsLong();
    permits = Math.min(AT_ONCE, permits + PER_SECOND * (now - atNanos) / 1e9) - purges;
    atNanos = now;
    return permits >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (-permits / PER_SECOND * 1e9)); // until there are none owed
  }
}
