package dev.skerry.edge.upstream;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * All waits of one duration on one event loop.
 *
 * <p>As every wait in the queue is equally long, the order of arming is the order of expiry: arming
 * and disarming cost a few field writes, and one scheduled task serves them all. To be used on the
 * loop only.
 */
final class TimeoutQueue {
  /** One who may wait, in one queue at a time. */
  static final class Timeout {
    private final Runnable expired;
    private Timeout previous = this;
    private Timeout next = this;
    private long deadlineNanos;

    /**
     * Makes a timeout that is not armed; {@code expired} runs once for each arming that is not
     * undone.
     */
    Timeout(Runnable expired) {
      this.expired = expired;
    }

    /** Stops the wait; does nothing if there is none. */
    void disarm() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }

    boolean isArmed() {
      return next != this;
    }
  }

  private final EventLoop loop;
  private final long durationNanos;
  private final Timeout ends = new Timeout(() -> {});
  private boolean scheduled;

  TimeoutQueue(EventLoop loop, long durationMillis) {
    this.loop = loop;
    this.durationNanos = TimeUnit.MILLISECONDS.toNanos(durationMillis);
  }

  /** Begins the wait anew, whatever the timeout was armed for before. */
  void arm(Timeout timeout) {
    timeout.disarm();
    timeout.deadlineNanos = loop.ticker().nanoTime() + durationNanos;
    timeout.previous = ends.previous;
    timeout.next = ends;
    ends.previous.next = timeout;
    ends.previous = timeout;
    if (!scheduled) {
      schedule(durationNanos);
    }
  }

  private void schedule(long delayNanos) {
    scheduled = true;
    loop.schedule(this::expireDue, delayNanos, TimeUnit.NANOSECONDS);
  }

  private void expireDue() {
    try {
      // While this runs the task counts as scheduled: it decides itself when to run again.
      long now = loop.ticker().nanoTime();
      while (ends.next != ends && ends.next.deadlineNanos - now <= 0) {
        Timeout due = ends.next;
        due.disarm();
        due.expired.run();
      }
    } finally {
      scheduled = false;
      if (ends.next != ends) {
        schedule(ends.next.deadlineNanos - loop.ticker().nanoTime());
      }
    }
  }
}
