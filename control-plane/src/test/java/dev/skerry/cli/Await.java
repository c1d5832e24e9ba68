package dev.skerry.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do and tell only when they are asked. */
final class Await {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /** Waits until something is so, and fails where it is not so for minutes. */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + PATIENCE + " until " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
