package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that wait for the committer: so many and so many octets of them. Beyond that who
 * comes waits for room, up to a time, and then nothing was written.
 */
public final class CommitQueue implements Committing {
  private static final Logger log = LoggerFactory.getLogger(CommitQueue.class);
  private static final int WAITING = 4_096;
  private static final int GROUP_BYTES = 2 << 20;

  /** How often during the time that somebody may wait it is looked whether that has passed. */
  private static final int LOOKS = 16;

  private final GroupCommit committer;
  private final long waitNanos;
  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(WAITING);
  private final int maxBytes;
  private final Semaphore room;
  private final Thread thread;

  /** One clock for all who wait costs less than one for each. */
  private final Thread clock;

  private volatile boolean closed;

  /**
   * A queue of one committer's.
   *
   * @param wait how long a transaction waits for room, and then for its turn
   * @param maxBytes of writes that wait; beyond it others wait to wait
   */
  public CommitQueue(GroupCommit committer, Duration wait, int maxBytes) {
    this.committer = committer;
    this.waitNanos = wait.toNanos();
    this.maxBytes = maxBytes;
    this.room = new Semaphore(maxBytes, true);
    this.thread =
        Thread.ofPlatform().name("skerry-engine-commit").daemon(true).unstarted(this::work);
    this.clock =
        Thread.ofPlatform().name("skerry-engine-clock").daemon(true).unstarted(this::watch);
  }

  /** Lets the committer begin. */
  public void start() {
    thread.start();
    clock.start();
  }

  @Override
  public Stamp commit(Token token, ReadSet reads, WriteSet writes, Age age) {
    int bytes = (int) Math.min(writes.bytes(), maxBytes);
    try {
      if (!room.tryAcquire(bytes, waitNanos, TimeUnit.NANOSECONDS)) {
        throw overloaded();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    Pending pending = new Pending(token, reads, writes, age, System.nanoTime());
    try {
      if (!queue.offer(pending, waitNanos, TimeUnit.NANOSECONDS)) {
        throw overloaded();
      }
      if (closed && pending.take()) {
        throw closed();
      }
      return pending.await();
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      if (!pending.isDecided()) {
        // Given up: it must not take room that is counted as free.
        queue.remove(pending);
      }
      room.release(bytes);
    }
  }

  /** Refuses those whose turn has not come in time, until the queue is closed. */
  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(this, waitNanos / LOOKS);
      try {
        refuseLate(System.nanoTime());
      } catch (RuntimeException | Error e) {
        log.error("those who waited too long could not be refused", e);
      }
    }
  }

  private void refuseLate(long now) {
    Pending first = queue.peek();
    while (first != null && now - first.since() > waitNanos) {
      EngineException late = late(); // before it is taken, for then it must be answered
      queue.remove(first);
      if (first.take()) {
        first.failed(late);
      }
      first = queue.peek();
    }
  }

  private EngineException late() {
    return new EngineException.Unavailable(
        "the transaction waited " + waitNanos / 1_000_000 + " ms for its turn to be committed");
  }

  private EngineException overloaded() {
    return new EngineException.Unavailable(
        "too much waits to be committed: no room within " + waitNanos / 1_000_000 + " ms");
  }

  private static EngineException interrupted() {
    Thread.currentThread().interrupt();
    return new EngineException.Unavailable("interrupted before the transaction was committed");
  }

  private static EngineException closed() {
    return new EngineException.Unavailable("the engine is closed");
  }

  private void work() {
    try {
      List<Pending> group = new ArrayList<>();
      while (!closed) {
        if (!workOn(group)) {
          break;
        }
        group.clear();
      }
    } finally {
      // Whatever ended it: who comes now is refused, and nobody waits for ever.
      closed = true;
      refuseRest();
    }
  }

  /** Commits the next group; false when it is time to end. */
  private boolean workOn(List<Pending> group) {
    try {
      gather(group);
      committer.commit(group);
    } catch (InterruptedException e) {
      return false;
    } catch (RuntimeException | Error e) {
      // An error of the committer's own: the group is answered first, for logging may fail as well.
      for (Pending pending : group) {
        pending.lost(e);
      }
      log.error("a group of transactions could not be committed", e);
    }
    return true;
  }

  private void gather(List<Pending> group) throws InterruptedException {
    Pending next = queue.take();
    long bytes = 0;
    while (next != null) {
      group.add(next);
      bytes += next.writes().bytes();
      next = bytes < GROUP_BYTES ? queue.poll() : null;
    }
  }

  private void refuseRest() {
    for (Pending rest = queue.poll(); rest != null; rest = queue.poll()) {
      if (rest.take()) {
        rest.failed(closed());
      }
    }
  }

  /** Lets the group be written that is, refuses the others, and waits for the committer's end. */
  public void close() {
    closed = true;
    LockSupport.unpark(clock);
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    refuseRest();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
