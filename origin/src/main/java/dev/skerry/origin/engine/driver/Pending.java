package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that waits to be committed. Either the committer takes it, and then decides it, or
 * whoever waits takes it back: never both.
 */
public final class Pending {
  private final Token token;
  private final ReadSet reads;
  private final WriteSet writes;
  private final Age age;
  private final long since;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CountDownLatch decided = new CountDownLatch(1);
  private long stamp;
  private @Nullable EngineException failure;
  private @Nullable Throwable cause;
  private boolean unknown;

  Pending(Token token, ReadSet reads, WriteSet writes, Age age, long since) {
    this.token = token;
    this.reads = reads;
    this.writes = writes;
    this.age = age;
    this.since = since;
  }

  /** When it began to wait, in the nanoseconds of {@link System#nanoTime}. */
  long since() {
    return since;
  }

  /** Which attempt. */
  public Token token() {
    return token;
  }

  /** What must be as it was. */
  public ReadSet reads() {
    return reads;
  }

  /** What is to be written. */
  public WriteSet writes() {
    return writes;
  }

  /** How old the attempt is. */
  public Age age() {
    return age;
  }

  /** Takes it, to decide it or to give it up; false if somebody has. */
  public boolean take() {
    return taken.compareAndSet(false, true);
  }

  /** Its place, if its group is written. */
  public void stamped(long number) {
    stamp = number;
  }

  /** The place that it was given. */
  public long stamp() {
    return stamp;
  }

  /** Whether it has been committed or has failed. */
  public boolean isDecided() {
    return decided.getCount() == 0;
  }

  /** Tells whoever waits that it is written. */
  public void committed() {
    decided.countDown();
  }

  /** Tells whoever waits why it is not, or is not known to be. */
  public void failed(EngineException why) {
    failure = why;
    decided.countDown();
  }

  /**
   * Tells whoever waits that the committer failed, unless it has decided before: what was taken may
   * have been written, what was not taken is not. Needs no memory, for there may be none.
   */
  void lost(Throwable failed) {
    boolean mayBeWritten = !take();
    if (!isDecided()) {
      unknown = mayBeWritten;
      cause = failed;
      decided.countDown();
    }
  }

  private EngineException lost() {
    String text = "the committer failed: " + cause;
    return unknown
        ? new EngineException.CommitUnknown(token, text, cause)
        : new EngineException.Unavailable(text, cause);
  }

  /** Waits for the decision; before the committer took it not in an interrupted thread. */
  Stamp await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          decided.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
        if (take()) {
          throw new EngineException.Unavailable(
              "interrupted while the transaction waited to be committed");
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (cause != null) {
      throw lost();
    }
    return new Stamp(stamp);
  }
}
