package dev.skerry.control.api;

import java.util.concurrent.atomic.AtomicLong;

/** The memory for the content of all calls, in bytes; any thread. */
final class ContentBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  ContentBudget(long limit) {
    this.limit = limit;
  }

  /** Takes so much if it is there. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) > limit) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** Takes so much even if it is not there: others find less until it is given back. */
  void require(long bytes) {
    used.addAndGet(bytes);
  }

  /** Gives back what was taken. */
  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
