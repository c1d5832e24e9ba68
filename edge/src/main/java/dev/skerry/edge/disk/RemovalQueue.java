package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Removals that no segment's file says yet: they wait, are appended, and stay here until they are
 * flushed, so that none is lost with a segment that is given up. More than there is room for become
 * the removal of everything.
 *
 * <p>{@link #add} is safe for any thread, all else is the writer's.
 */
final class RemovalQueue {
  /** So many wait at most. */
  static final int MAX_REMOVALS = 65_536;

  /** A removal: of one variant, or of all. */
  record Removal(Kind kind, RecordKey key) {}

  private final ConcurrentLinkedQueue<Removal> waiting = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Removal> appended = new ArrayDeque<>();
  private final AtomicInteger count = new AtomicInteger();

  /** Adds a removal; false if there is no room for it, and everything must be removed. */
  boolean add(Kind kind, RecordKey key) {
    if (count.incrementAndGet() > MAX_REMOVALS) {
      count.decrementAndGet();
      return false;
    }
    waiting.add(new Removal(kind, key));
    return true;
  }

  /** The next to be appended, which stays where it is; null if there is none. */
  @Nullable Removal peek() {
    return waiting.peek();
  }

  /** Says that the next one is in the segment's buffer. */
  void isAppended() {
    appended.add(waiting.remove());
  }

  /** Says that what was appended is in the file. */
  void areFlushed() {
    count.addAndGet(-appended.size());
    appended.clear();
  }

  /** Says that what was appended may not be in the file: it waits again. */
  void areLost() {
    waiting.addAll(appended);
    appended.clear();
  }

  /** Says that nothing is left that they could be about. */
  void clear() {
    areLost();
    while (waiting.poll() != null) {
      count.decrementAndGet();
    }
  }

  /** Whether every removal is in a file. Safe for any thread. */
  boolean isEmpty() {
    return count.get() == 0;
  }
}
