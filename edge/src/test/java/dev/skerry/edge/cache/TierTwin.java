package dev.skerry.edge.cache;

import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A tier below the memory, of one key, that keeps what it is given at once and dawdles before and
 * after, so that whatever can come between does.
 */
final class TierTwin implements LowerTier {
  /** Makes a stored response of a version again. */
  interface Maker {
    StoredResponse make(int version);
  }

  private static final int NONE = -1;

  private final Maker maker;
  private int record = NONE;
  private int removals;

  TierTwin(Maker maker) {
    this.maker = maker;
  }

  /** The version of a response of the test. */
  static int version(StoredResponse stored) {
    return (int) stored.head().responseMillis();
  }

  /** Lets others run, or not. */
  static void dawdle(Random random) {
    if (random.nextInt(3) == 0) {
      LockSupport.parkNanos(1 + random.nextInt(50_000));
    }
  }

  private static void dawdle() {
    dawdle(ThreadLocalRandom.current());
  }

  /** Brings its record back into the store, as the threads of a disk do. */
  void load(ResponseStore store) {
    int found;
    int before;
    synchronized (this) {
      found = record;
      before = removals;
    }
    if (found == NONE) {
      return;
    }
    dawdle();
    StoredResponse stored = maker.make(found);
    stored.below(true);
    if (!store.adopt(stored, () -> isUnremovedSince(before))) {
      stored.release();
    }
  }

  private synchronized boolean isUnremovedSince(int before) {
    return removals == before;
  }

  private void keep(StoredResponse stored) {
    dawdle();
    synchronized (this) {
      record = version(stored);
    }
    dawdle();
  }

  private void drop() {
    dawdle();
    synchronized (this) {
      removals++;
      record = NONE;
    }
    dawdle();
  }

  @Override
  public boolean takesMore() {
    return true;
  }

  @Override
  public boolean knows(CacheKey key) {
    return true;
  }

  @Override
  public boolean knows(Variant wanted) {
    return true;
  }

  @Override
  public boolean load(Variant wanted, Executor executor, Waiter waiter) {
    return load(wanted.key(), executor, waiter);
  }

  @Override
  public boolean load(CacheKey key, Executor executor, Waiter waiter) {
    return false;
  }

  @Override
  public void stored(StoredResponse stored) {
    drop();
    if ((version(stored) & 1) == 0) {
      keep(stored);
    }
  }

  @Override
  public void freshened(StoredResponse stored) {
    keep(stored);
  }

  @Override
  public void asked(StoredResponse stored) {
    keep(stored);
  }

  @Override
  public void evicted(StoredResponse stored) {
    keep(stored);
  }

  @Override
  public void removed(StoredResponse stored) {
    drop();
  }

  @Override
  public void removedAll(CacheKey key) {
    drop();
  }

  /** The version that it has, or null. */
  synchronized @Nullable Integer kept() {
    return record == NONE ? null : record;
  }
}
