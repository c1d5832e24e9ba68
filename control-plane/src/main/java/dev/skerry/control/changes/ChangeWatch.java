package dev.skerry.control.changes;

import dev.skerry.origin.engine.Watch;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes while a site asks for them, and otherwise only until one may. One thread
 * follows, rests and waits; any may wake or close.
 */
final class ChangeWatch implements Watch {
  private final Supplier<Watch> opens;
  private final Semaphore woken = new Semaphore(0);
  private @Nullable Watch open;
  private boolean closed;

  /**
   * One that rests.
   *
   * @param opens the watch of the changes
   */
  ChangeWatch(Supplier<Watch> opens) {
    this.opens = opens;
  }

  /** Waits for changes from now on: also for those that come before it is waited. */
  void follow() {
    if (open() == null) {
      Watch opened = opens.get();
      synchronized (this) {
        open = opened;
        if (closed) {
          opened.close();
        }
      }
    }
  }

  /** Waits for no changes any more. */
  void rest() {
    Watch before;
    synchronized (this) {
      before = open;
      open = null;
    }
    if (before != null) {
      before.close();
    }
  }

  /** Ends the waiting, or that which comes next. */
  void wake() {
    woken.release();
    rest(); // whoever waits for changes begins to anew after the next look
  }

  @Override
  public boolean await(Duration atMost) {
    Watch following = open();
    if (following != null) {
      return following.await(atMost);
    }
    try {
      boolean was = woken.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
      int _ = woken.drainPermits();
      return was;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized @Nullable Watch open() {
    return open;
  }

  @Override
  public void close() {
    Watch last;
    synchronized (this) {
      closed = true;
      last = open;
    }
    if (last != null) {
      last.close();
    }
    wake();
  }
}
