package dev.skerry.origin.engine.rocksdb;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who uses something native now, so that it is given back once: after it was closed, and after the
 * last of its users left. Any thread.
 */
final class Leases {
  /** Set once closed; the rest is the number of users. */
  private static final int CLOSED = 1 << 30;

  private final AtomicInteger state = new AtomicInteger();
  private final Runnable whenUnused;

  Leases(Runnable whenUnused) {
    this.whenUnused = whenUnused;
  }

  /** Takes a lease, to be given back by {@link #leave}; false once closed. */
  boolean enter() {
    if ((state.incrementAndGet() & CLOSED) == 0) {
      return true;
    }
    leave();
    return false;
  }

  void leave() {
    if (state.decrementAndGet() == CLOSED) {
      unused();
    }
  }

  /** Lets nobody in any more. May be called more than once. */
  void close() {
    int before = state.getAndUpdate(now -> now | CLOSED);
    if (before == 0) {
      unused();
    }
  }

  boolean isClosed() {
    return (state.get() & CLOSED) != 0;
  }

  /** Only the first who comes here runs it: late comers raise and lower the count once more. */
  private void unused() {
    if (state.compareAndSet(CLOSED, CLOSED | Integer.MIN_VALUE)) {
      whenUnused.run();
    }
  }
}
