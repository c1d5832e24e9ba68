package dev.skerry.origin.objects.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Syncs folders for many writers at once: those who come while a sync is under way share the next,
 * which one of them does for all. May be used by any thread.
 */
final class FolderSync {
  private final Disk disk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private Round next = new Round();
  private boolean running;

  private static final class Round {
    final Set<Path> folders = new HashSet<>();
    @Nullable IOException failure;
    boolean done;
  }

  FolderSync(Disk disk) {
    this.disk = disk;
  }

  /** Returns when the names that are in a folder now are on stable storage. */
  void sync(Path folder) throws IOException {
    Round round = join(folder);
    if (!round.done) {
      lead(round);
    }
    if (round.failure != null) {
      throw new IOException("folders cannot be synced: " + round.failure, round.failure);
    }
  }

  /** The round that has the folder in it: done by another, or to be done by the caller. */
  private Round join(Path folder) {
    lock.lock();
    try {
      Round round = next;
      round.folders.add(folder);
      while (running && !round.done) {
        changed.awaitUninterruptibly();
      }
      if (!round.done) {
        running = true;
        next = new Round();
      }
      return round;
    } finally {
      lock.unlock();
    }
  }

  private void lead(Round round) {
    boolean ended = false;
    try {
      for (Path folder : round.folders) {
        disk.syncFolder(folder);
      }
      ended = true;
    } catch (IOException e) {
      round.failure = e;
      ended = true;
    } finally {
      if (!ended) {
        round.failure = new IOException("the sync was not finished");
      }
      lock.lock();
      try {
        round.done = true;
        running = false;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
