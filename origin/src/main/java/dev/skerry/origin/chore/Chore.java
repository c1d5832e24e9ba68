package dev.skerry.origin.chore;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of work behind the calls, done again and again on a daemon thread of its own until it is
 * closed. Where it fails it is tried again, after pauses that double up to a minute, and are no
 * longer than while all is well, or as usual where it failed for some only; the log is told once
 * for each cause, in a line where the engine does not answer, and when it succeeds again.
 */
public final class Chore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Chore.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /**
   * What a chore is called in the log and the status.
   *
   * @param subject what it is done for, one word
   * @param name what it is, one word
   */
  public record Title(String subject, String name) {}

  /** What is done. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does what there is to do, in transactions of bounded size, and ends between two of them when
     * it is to stop.
     *
     * @return when it wants to be done again at the latest, or null when it is not known
     */
    @Nullable Instant run();
  }

  private final Title title;
  private final InstantSource clock;
  private final Duration between;
  private final Work work;

  /** Held while the work is done: by one thread at a time. */
  private final Object turn = new Object();

  // Guarded by this.
  private @Nullable Thread thread;
  private @Nullable Trouble trouble;
  private String told = "";
  private @Nullable Supplier<Watch> watched;
  private @Nullable Watch watch;
  private boolean woken;
  private boolean closed;

  /**
   * A chore that is not begun.
   *
   * @param clock by which the work tells when it wants to be done again
   * @param between how long it pauses at most while all is well
   */
  public Chore(Title title, InstantSource clock, Duration between, Work work) {
    this.title = title;
    this.clock = clock;
    this.between = between;
    this.work = work;
  }

  /**
   * Has it done also whenever there is something in a topic; to be said before it begins. One that
   * watches is not woken otherwise once it has begun.
   *
   * @param made opens the watch, which is the chore's to close
   */
  public synchronized Chore watching(Supplier<Watch> made) {
    watched = made;
    return this;
  }

  /** Begins, if it has not, and has it look for work now. */
  public synchronized void wake() {
    woken = true;
    if (thread == null && !closed) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .name(title.subject() + '-' + title.name())
              .start(this::keepOn);
    }
    notifyAll();
  }

  /** One word. */
  public String name() {
    return title.name();
  }

  /** What is wrong with it, or null. */
  public synchronized @Nullable Trouble trouble() {
    return trouble;
  }

  private void keepOn() {
    while (begin()) {
      Duration pause = attempt();
      if (!awaitWatched(pause)) {
        await(pause);
      }
    }
  }

  /** Waits by its watch; false where it has none, or none can be had now. */
  private boolean awaitWatched(Duration pause) {
    try {
      Watch open = watch();
      if (open != null) {
        boolean _ = open.await(pause);
      }
      return open != null;
    } catch (EngineException e) {
      return false;
    }
  }

  /** Its watch, opened when it is needed first; null for none. */
  private @Nullable Watch watch() {
    Supplier<Watch> made;
    synchronized (this) {
      if (watch != null || watched == null || closed) {
        return watch;
      }
      made = watched;
    }
    Watch opened = made.get();
    synchronized (this) {
      watch = opened;
      if (closed) {
        opened.close();
      }
    }
    return opened;
  }

  private synchronized boolean begin() {
    woken = false;
    return !closed;
  }

  /** Does the work on this thread; how long to pause then. */
  public Duration attempt() {
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
    return shorter(pause, between);
  }

  private Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    Duration longest = FIRST_PAUSE.compareTo(between) > 0 ? FIRST_PAUSE : between;
    return shorter(shorter(pause, LONGEST_PAUSE), longest);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private synchronized void succeeded() {
    if (trouble != null) {
      log.info(
          "{} of {}: succeeds again, after {} failures",
          title.name(),
          title.subject(),
          trouble.failures());
      trouble = null;
      told = "";
    }
  }

  private synchronized Trouble failed(Throwable e) {
    String cause = e.toString();
    Trouble before = trouble;
    Trouble now =
        before == null
            ? new Trouble(name(), cause, clock.instant(), 1)
            : new Trouble(name(), cause, before.since(), before.failures() + 1);
    if (!closed) {
      tell(e, cause);
    }
    trouble = now;
    return now;
  }

  /** Of an engine that does not answer one line is enough, whatever it says each time. */
  private void tell(Throwable e, String cause) {
    boolean unavailable = e instanceof EngineException.Unavailable;
    String kind = unavailable ? e.getClass().getName() : cause;
    if (kind.equals(told)) {
      return;
    }
    told = kind;
    if (unavailable) {
      log.warn(
          "{} of {}: failed, and is tried again: {}",
          title.name(),
          title.subject(),
          e.getMessage());
    } else {
      log.warn("{} of {}: failed, and is tried again", title.name(), title.subject(), e);
    }
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
  public void stop() {
    Watch open;
    synchronized (this) {
      closed = true;
      notifyAll();
      open = watch;
    }
    if (open != null) {
      open.close();
    }
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
