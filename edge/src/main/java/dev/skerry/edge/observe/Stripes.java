package dev.skerry.edge.observe;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A fixed row of counters, kept several times over so that event loops do not fight for a cache
 * line.
 *
 * <p>A thread always counts in the same copy; reading adds the copies up. Two threads that share a
 * copy are slower, never wrong. A reading is not a snapshot: it may miss what is being counted just
 * now, but no counter ever goes back.
 */
final class Stripes {
  private static final int COPIES =
      Math.min(16, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1));

  /** Longs in a cache line of 64 bytes. */
  private static final int LINE = 8;

  private final AtomicLongArray cells;
  private final int stride;

  Stripes(int counters) {
    stride = (counters + LINE - 1) / LINE * LINE + LINE;
    cells = new AtomicLongArray(COPIES * stride);
  }

  /** The place of the calling thread's copy, to be given to {@link #add}. */
  int mine() {
    return ((int) Thread.currentThread().threadId() & (COPIES - 1)) * stride;
  }

  void add(int mine, int counter, long amount) {
    cells.getAndAdd(mine + counter, amount);
  }

  long sum(int counter) {
    long sum = 0;
    for (int copy = 0; copy < COPIES; copy++) {
      sum += cells.get(copy * stride + counter);
    }
    return sum;
  }
}
