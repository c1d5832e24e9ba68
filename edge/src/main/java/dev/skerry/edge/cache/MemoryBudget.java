package dev.skerry.edge.cache;

import dev.skerry.edge.memory.MemoryFile;
import dev.skerry.edge.memory.Slabs;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@code cache.memory}: what is stored, and all content besides that is being
 * received, passed on or still read, stay within one limit together.
 *
 * <p>The index gets what the others leave: it is told anew whenever that has changed by some part
 * of the limit, and evicts. A part is kept free for what slabs lose to free slots; where they lose
 * more, their blocks are moved together in the background. Safe for any thread.
 */
public final class MemoryBudget {
  /** The part of the limit that slabs may lose to free slots. */
  private static final int WASTE_SHARE = 16;

  /** The least that slabs may lose where the limit is small: a slab of each size, half full. */
  private static final long LEAST_WASTE_BYTES = 2L << 20;

  /** But of a very small limit such a part. */
  private static final int LARGEST_WASTE_SHARE = 4;

  /** The index is told of changes by such a part of the limit. */
  private static final int STEP_SHARE = 128;

  /** The index is never left less than such a part of the limit. */
  private static final int LEAST_INDEX_SHARE = 16;

  private final long limit;
  private final long heapLimit;
  private final Slabs slabs;
  private final @Nullable MemoryFile file;
  private final ResponseStore store;
  private final Executor background;
  private final AtomicBoolean compacting = new AtomicBoolean();
  private volatile long told;

  /**
   * Makes a budget.
   *
   * @param limit in bytes
   * @param heapLimit what of it the heap can hold
   * @param file where large content is; null if there is none
   * @param background runs what takes longer than an event loop should
   */
  public MemoryBudget(
      long limit,
      long heapLimit,
      Slabs slabs,
      @Nullable MemoryFile file,
      ResponseStore store,
      Executor background) {
    this.limit = limit;
    this.heapLimit = heapLimit;
    this.slabs = slabs;
    this.file = file;
    this.store = store;
    this.background = background;
    adapt();
  }

  /** What slabs need for content within a limit, with what they may lose to free slots. */
  public static long slabBytes(long limit) {
    return limit + Math.max(LEAST_WASTE_BYTES, tolerableWaste(limit));
  }

  private static long tolerableWaste(long limit) {
    return Math.max(limit / WASTE_SHARE, Math.min(LEAST_WASTE_BYTES, limit / LARGEST_WASTE_SHARE));
  }

  // ---- keeping it

  /** Looks whether the others' share has changed; a few reads where it has not. */
  void look() {
    if (Math.abs(indexLimit() - told) > limit / STEP_SHARE) {
      adapt();
    }
    if (slabs.takenBytes() - slabs.usedBytes() > tolerableWaste(limit)
        && compacting.compareAndSet(false, true)) {
      background.execute(this::compact);
    }
  }

  /**
   * Makes room for so many bytes at once, at the cost of what is stored.
   *
   * @return whether there is room now
   */
  boolean makeRoom(long bytes) {
    adapt();
    if (!hasRoom(bytes)) {
      store.limit(Math.max(limit / LEAST_INDEX_SHARE, store.weightBytes() - bytes));
    }
    return hasRoom(bytes);
  }

  /** Whether so many bytes more are within the limit. */
  boolean hasRoom(long bytes) {
    return liveBytes() + bytes <= limit;
  }

  /** For now and then, in the background: tells the index, and moves blocks together. */
  public void tend() {
    adapt();
    slabs.trim();
    if (slabs.takenBytes() - slabs.usedBytes() > tolerableWaste(limit) / 2) {
      slabs.compact(tolerableWaste(limit) / 2);
    }
  }

  private void compact() {
    try {
      slabs.compact(tolerableWaste(limit) / 2);
    } finally {
      compacting.set(false);
    }
  }

  private void adapt() {
    long index = indexLimit();
    told = index;
    store.limit(index);
  }

  /** What the others leave, and of what the heap can hold of it. */
  private long indexLimit() {
    long left = limit - tolerableWaste(limit) - passingBytes();
    long heap = store.heapBytes();
    if (heap > heapLimit) {
      left = Math.min(left, (long) ((double) store.weightBytes() * heapLimit / heap));
    }
    return Math.max(limit / LEAST_INDEX_SHARE, left);
  }

  // ---- figures

  /** The limit. */
  public long limit() {
    return limit;
  }

  /** Bytes of content that is not stored: being received, passed on, or evicted and still read. */
  public long passingBytes() {
    return Math.max(0, contentBytes() - store.contentBytes());
  }

  /** Bytes of all content. */
  private long contentBytes() {
    return slabs.usedBytes() + (file == null ? 0 : file.liveBytes());
  }

  private long liveBytes() {
    return contentBytes() + store.heapBytes();
  }

  /** Bytes that slabs hold for content to come: free slots, and what waits for a new slab. */
  public long freeBytes() {
    return slabs.takenBytes() - slabs.usedBytes() + slabs.idleBytes();
  }

  /** All memory that counts towards the limit. */
  public long usedBytes() {
    return liveBytes() + freeBytes();
  }
}
