package dev.skerry.origin.tables;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tables leave to be done behind the calls, on one thread: indexes are filled, the rows of
 * what was deleted are removed, counts are brought up to date, old requests forgotten.
 *
 * <p>All that is to be done stands in the engine: who starts after a fall goes on where it was, and
 * several processes on one engine may do the same without harm.
 */
final class Chores implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Chores.class);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(15);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** One kind of work. */
  interface Chore {
    /**
     * Does what there is to do.
     *
     * @return when it wants to be called again, or null when it has nothing more
     */
    @Nullable Instant run();
  }

  private final String name;
  private final List<Chore> chores;
  private final Instants clock;
  private @Nullable Thread worker;

  /** What the last round met; the worker's. */
  private @Nullable Throwable failure;

  private boolean woken;
  private boolean closed;

  /** Tells the moment. */
  interface Instants {
    Instant now();
  }

  Chores(String name, Instants clock, List<Chore> chores) {
    this.name = name;
    this.clock = clock;
    this.chores = List.copyOf(chores);
  }

  /** Lets it look for work now. */
  synchronized void wake() {
    woken = true;
    if (worker == null && !closed) {
      worker = Thread.ofPlatform().daemon().name("tables-" + name).start(this::work);
    }
    notifyAll();
  }

  /** A failure is tried again for as long as it takes, less and less often. */
  private void work() {
    int failures = 0;
    while (begin()) {
      Duration pause = round();
      if (failure == null) {
        failures = 0;
      } else {
        failures++;
        pause = AFTER_FAILURE.multipliedBy(Math.min(failures, BETWEEN_ROUNDS.toSeconds()));
        if (failures == 1) {
          log.warn("what is done behind the calls failed, and is tried again", failure);
        }
      }
      await(pause);
    }
  }

  private synchronized boolean begin() {
    woken = false;
    return !closed;
  }

  /** Does each chore, whatever becomes of the others; a failure of one is kept. */
  private Duration round() {
    failure = null;
    Instant next = null;
    for (Chore chore : chores) {
      Instant wanted = null;
      try {
        wanted = isClosed() ? null : chore.run();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      if (wanted != null && (next == null || wanted.isBefore(next))) {
        next = wanted;
      }
    }
    Duration pause = next == null ? BETWEEN_ROUNDS : Duration.between(clock.now(), next);
    return pause.compareTo(BETWEEN_ROUNDS) > 0 ? BETWEEN_ROUNDS : pause;
  }

  private synchronized void await(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    long left = pause.toNanos();
    try {
      while (left > 0 && !woken && !closed) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Whether it is to end. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends after the transaction that is under way; waits for it. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = worker;
      notifyAll();
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
