package dev.skerry.handler.host;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import java.util.concurrent.TimeUnit;

/**
 * What a piece of handler code may use until it is stopped.
 *
 * @param cpuNanos processor time
 * @param deadlineNanos the end of its time, by {@link System#nanoTime}
 * @param seenNanos how long it may be seen to run: what passes while nobody looks, as the process
 *     is paused, does not count
 * @param bytes what it may allocate
 */
record Budget(long cpuNanos, long deadlineNanos, long seenNanos, long bytes) {
  private static final long UNBOUNDED = Long.MAX_VALUE / 2;

  /**
   * Making an instance loads classes and runs what stands outside of functions: once, not per call.
   */
  private static final long START_CPU_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long START_WALL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long START_BYTES = 256L << 20;

  /** For one call. */
  static Budget of(Program program, HandlerLimits limits, long deadlineNanos) {
    return new Budget(
        TimeUnit.MILLISECONDS.toNanos(limits.get(HandlerLimit.CPU_TIME)),
        deadlineNanos,
        UNBOUNDED,
        program.heapBytes(limits.get(HandlerLimit.MEMORY)));
  }

  /** For one call that is made by the thread which asks for it, now. */
  static Budget onLoop(Program program, HandlerLimits limits) {
    return new Budget(
        TimeUnit.MILLISECONDS.toNanos(limits.get(HandlerLimit.CPU_TIME)),
        System.nanoTime() + UNBOUNDED,
        TimeUnit.MILLISECONDS.toNanos(limits.get(HandlerLimit.WALL_TIME)),
        program.heapBytes(limits.get(HandlerLimit.MEMORY)));
  }

  /** For the making of an instance, from now. */
  static Budget toStart() {
    return new Budget(
        START_CPU_NANOS, System.nanoTime() + START_WALL_NANOS, UNBOUNDED, START_BYTES);
  }
}
