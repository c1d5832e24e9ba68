package dev.skerry.loadtest.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for conditions that another process or thread brings about. */
public final class Await {
  private static final long POLL_NANOS = 5_000_000;

  private Await() {}

  /**
   * Returns as soon as the condition holds; fails when it still does not at the end of the time.
   *
   * @param what the condition in words, for the failure's text
   */
  public static void until(Duration atMost, String what, BooleanSupplier condition) {
    if (!holds(atMost, condition)) {
      throw new AssertionError("not so within " + atMost + ": " + what);
    }
  }

  /** Whether the condition comes to hold within the time. */
  public static boolean holds(Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  /** Waits until a counter has kept one value for the given time, and returns that value. */
  public static long steady(Duration unchangedFor, Duration atMost, LongSupplier counter) {
    long end = System.nanoTime() + atMost.toNanos();
    long value = counter.getAsLong();
    long since = System.nanoTime();
    while (System.nanoTime() - since < unchangedFor.toNanos()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("still changing after " + atMost + ", now " + value);
      }
      LockSupport.parkNanos(POLL_NANOS);
      long now = counter.getAsLong();
      if (now != value) {
        value = now;
        since = System.nanoTime();
      }
    }
    return value;
  }
}
