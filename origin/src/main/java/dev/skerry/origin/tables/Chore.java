package dev.skerry.origin.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of work behind the calls, done again and again on a daemon thread of its own until it is
 * closed. Where it fails it is tried again, after pauses that double up to a minute, or as usual
 * where it failed for some only; the log is told once for each cause, and when it succeeds again.
 */
final class Chore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Chore.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** What is done. */
  interface Work {
    /**
     * Does what there is to do, in transactions of bounded size, and ends between two of them when
     * it is to stop.
     *
     * @return when it wants to be done again at the latest, or null when it is not known
     */
    @Nullable Instant run();
  }

  private final String name;
  private final InstantSource clock;
  private final Duration between;
  private final Work work;

  /** Held while the work is done: by one thread at a time. */
  private final Object turn = new Object();

  // Guarded by this.
  private @Nullable Thread thread;
  private @Nullable Trouble trouble;
  private boolean woken;
  private boolean closed;

  /**
   * A chore that is not begun.
   *
   * @param name one word, as in the log and the status
   * @param clock by which the work tells when it wants to be done again
   * @param between how long it pauses at most while all is well
   */
  Chore(String name, InstantSource clock, Duration between, Work work) {
    this.name = name;
    this.clock = clock;
    this.between = between;
    this.work = work;
  }

  /** Begins, if it has not, and has it look for work now. */
  synchronized void wake() {
    woken = true;
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("tables-" + name).start(this::keepOn);
    }
    notifyAll();
  }

  /** One word. */
  String name() {
    return name;
  }

  /** What is wrong with it, or null. */
  synchronized @Nullable Trouble trouble() {
    return trouble;
  }

  private void keepOn() {
    while (begin()) {
      await(attempt());
    }
  }

  private synchronized boolean begin() {
    woken = false;
    return !closed;
  }

  /** Does the work; how long to pause then. */
  Duration attempt() {
    try {
      Instant next;
      synchronized (turn) {
        next = work.run();
      }
      succeeded();
      return until(next);
    } catch (Separately.SomeFailed e) {
      failed(Objects.requireNonNullElse(e.getCause(), e));
      return until(e.next());
    } catch (RuntimeException | Error e) {
      return pause(failed(e).failures());
    }
  }

  private Duration until(@Nullable Instant next) {
    Duration pause = next == null ? between : Duration.between(clock.instant(), next);
    return pause.compareTo(between) > 0 ? between : pause;
  }

  private static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private synchronized void succeeded() {
    if (trouble != null) {
      log.info("{} of tables: succeeds again, after {} failures", name, trouble.failures());
      trouble = null;
    }
  }

  private synchronized Trouble failed(Throwable e) {
    String cause = e.toString();
    Trouble before = trouble;
    Trouble now =
        before == null
            ? new Trouble(name, cause, clock.instant(), 1)
            : new Trouble(name, cause, before.since(), before.failures() + 1);
    if (!closed && (before == null || !before.cause().equals(cause))) {
      log.warn("{} of tables: failed, and is tried again", name, e);
    }
    trouble = now;
    return now;
  }

  private synchronized void await(Duration pause) {
    long left = pause.toNanos();
    long end = System.nanoTime() + left;
    try {
      while (left > 0 && !woken && !closed) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Has it end after the transaction that is under way, without waiting for that. */
  synchronized void stop() {
    closed = true;
    notifyAll();
  }

  /** Ends after the transaction that is under way; waits for it. */
  @Override
  public void close() {
    stop();
    Thread last;
    synchronized (this) {
      last = thread;
    }
    if (last != null && !last.equals(Thread.currentThread())) {
      try {
        last.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
