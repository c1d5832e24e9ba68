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
    return take(bytes, bytes);
  }

  /**
   * Takes so much for somebody who holds some already, if it is there and he would then hold no
   * more than is left for all others.
   */
  boolean takeShare(long holds, long bytes) {
    return take(bytes, holds + 2 * bytes);
  }

  /** Takes so much if so much more is there. */
  private boolean take(long bytes, long there) {
    long before = used.get();
    while (there <= limit - before) {
      long found = used.compareAndExchange(before, before + bytes);
      if (found == before) {
        return true;
      }
      before = found;
    }
    return false;
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
