package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The retry loop of every engine.
 *
 * <p>An attempt that met a conflict was not committed and is made again after a pause, random and
 * growing, so that those who meet do not meet again. An attempt whose commit is unknown is asked
 * for by its token until the answer is known: only if it was not committed, and never will be,
 * comes another. All else is for the caller, and an interrupted thread makes no further attempt.
 */
public final class Attempts {
  private static final int MOST_DOUBLINGS = 20;

  private final Engine engine;
  private final Patience patience;
  private final LongSupplier ticker;

  /**
   * A loop over an engine's attempts.
   *
   * @param ticker nanoseconds, as {@link System#nanoTime}
   */
  public Attempts(Engine engine, Patience patience, LongSupplier ticker) {
    this.engine = engine;
    this.patience = patience;
    this.ticker = ticker;
  }

  /** See {@link Engine#transact}. */
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    long began = ticker.getAsLong();
    for (int conflicts = 0; ; conflicts++) {
      try (Transaction transaction = engine.begin()) {
        T result = work.in(transaction);
        Stamp stamp = committed(transaction, began);
        if (stamp != null) {
          return new Committed<>(result, stamp);
        }
      } catch (EngineException.Conflict e) {
        if (isOver(began) || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      pause(conflicts);
    }
  }

  /** Commits an attempt; null when it turned out that it was not committed. */
  private @Nullable Stamp committed(Transaction transaction, long began) {
    try {
      return transaction.commit();
    } catch (EngineException.CommitUnknown unknown) {
      Outcome outcome = found(unknown, began);
      if (outcome instanceof Outcome.Committed(Stamp stamp)) {
        return stamp;
      }
      if (isOver(began)) {
        throw new EngineException.Unavailable(
            "the transaction was not committed: " + unknown.getMessage(), unknown);
      }
      return null;
    }
  }

  private Outcome found(EngineException.CommitUnknown unknown, long began) {
    for (int asked = 1; ; asked++) {
      try {
        return engine.outcome(unknown.token());
      } catch (EngineException.Unavailable e) {
        if (isOver(began) || Thread.currentThread().isInterrupted()) {
          unknown.addSuppressed(e);
          throw unknown;
        }
      } catch (EngineException.TooOld e) {
        unknown.addSuppressed(e); // Asked too late: it is still unknown.
        throw unknown;
      }
      pause(asked);
    }
  }

  private boolean isOver(long began) {
    return ticker.getAsLong() - began > patience.total().toNanos();
  }

  /** Nothing after the first; then between half and all of a time that doubles. */
  private void pause(int before) {
    if (before > 0) {
      long longest = patience.longestPause().toNanos();
      int doublings = Math.min(before - 1, MOST_DOUBLINGS);
      long most = Math.max(2, Math.min(longest, patience.firstPause().toNanos() << doublings));
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
    }
  }
}
