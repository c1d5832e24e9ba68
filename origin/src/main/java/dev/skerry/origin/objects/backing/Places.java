package dev.skerry.origin.objects.backing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of places, for which a bounded number of threads wait for a bounded time: so
 * whatever holds the places holds few of those up that come. Any thread.
 */
final class Places {
  private final Semaphore free;
  private final Semaphore waiting;
  private final long patienceNanos;

  /** So many places, and so many who may wait for one. */
  Places(int places, int waiting, Duration patience) {
    this.free = new Semaphore(places);
    this.waiting = new Semaphore(waiting);
    this.patienceNanos = patience.toNanos();
  }

  /** Takes a place, to be left; false where none is free in time, or too many wait for one. */
  boolean take() {
    return free.tryAcquire() || await();
  }

  private boolean await() {
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      return free.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.release();
    }
  }

  void leave() {
    free.release();
  }
}
