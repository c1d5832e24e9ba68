package dev.skerry.edge.cache;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that content may take while it is being received: a hard limit in bytes, for all
 * fills.
 */
public final class FillBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /** Makes a budget of that many bytes. */
  public FillBudget(long limit) {
    this.limit = limit;
  }

  /** What all fills may take, in bytes: nothing larger is ever stored. */
  public long limit() {
    return limit;
  }

  /** Takes so many bytes, or nothing and answers false if they are not there. */
  boolean reserve(long bytes) {
    for (; ; ) {
      long now = used.get();
      if (now + bytes > limit) {
        return false;
      }
      if (used.compareAndSet(now, now + bytes)) {
        return true;
      }
    }
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Bytes taken now. */
  public long used() {
    return used.get();
  }
}
