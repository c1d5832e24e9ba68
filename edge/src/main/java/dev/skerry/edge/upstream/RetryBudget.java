package dev.skerry.edge.upstream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many retries a pool may still send: each request adds a fraction of a retry, time adds a few,
 * and each retry takes one; so that retries stay a share of the traffic when everything fails.
 *
 * <p>What is saved up is bounded: ten seconds of the minimum, or {@value #MIN_CAPACITY} retries if
 * that is more. Safe for use by all event loops; while the budget is full a request costs one read.
 */
final class RetryBudget {
  private static final long MIN_CAPACITY = 10;
  private static final long SAVED_SECONDS = 10;

  /** What one retry costs. */
  private static final long UNIT = 1_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final long perRequest;
  private final long perSecond;
  private final long capacity;
  private final LongSupplier nanoTime;
  private final AtomicLong balance;
  private final AtomicLong paidUntil;

  /**
   * Makes a full budget.
   *
   * @param percent retries per hundred requests
   * @param minPerSecond retries per second that are allowed without any request
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  RetryBudget(int percent, int minPerSecond, LongSupplier nanoTime) {
    perRequest = percent * UNIT / 100;
    perSecond = minPerSecond * UNIT;
    capacity =
        percent == 0 && minPerSecond == 0
            ? 0
            : Math.max(MIN_CAPACITY * UNIT, SAVED_SECONDS * perSecond);
    this.nanoTime = nanoTime;
    balance = new AtomicLong(capacity);
    paidUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /** Counts a request that is sent for the first time. */
  void request() {
    if (balance.get() < capacity) {
      add(perRequest);
    }
  }

  /** Takes one retry out, or returns false if the budget is spent. */
  boolean tryRetry() {
    payForTime();
    long before = balance.get();
    while (before >= UNIT) {
      if (balance.compareAndSet(before, before - UNIT)) {
        return true;
      }
      before = balance.get();
    }
    return false;
  }

  private void payForTime() {
    long last = paidUntil.get();
    long now = nanoTime.getAsLong();
    long elapsed = Math.min(now - last, SAVED_SECONDS * NANOS_PER_SECOND);
    long earned = elapsed * perSecond / NANOS_PER_SECOND;
    if (earned > 0 && paidUntil.compareAndSet(last, now)) {
      add(earned);
    }
  }

  private void add(long amount) {
    balance.updateAndGet(before -> Math.min(capacity, before + amount));
  }
}
