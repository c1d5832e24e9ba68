package dev.skerry.edge.cache;

import dev.skerry.edge.memory.MemoryFile;
import dev.skerry.edge.memory.Slabs;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@code cache.memory}: what is stored, all content besides that is being received,
 * passed on or still read, and the tables around them stay within one limit together.
 *
 * <p>The index gets what the others leave: it is told anew whenever that has changed by some part
 * of the limit, and evicts, a few entries at a time where an event loop asks. A part is kept free
 * for what slabs lose to free slots; where they lose more, their blocks are moved together in the
 * background. A slab of which a slow viewer reads one block cannot be given back: what such slabs
 * lose beyond that part counts as used, up to where the index has the least that it is left, and
 * what does not fit then passes through. So an eviction that gives no memory back is followed by at
 * most those of one slab for each block that is being read. Safe for any thread.
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

  /** Such a part of what the heap can hold of the limit is for content that is collected there. */
  private static final int COLLECTED_SHARE = 4;

  /** Entries that one look evicts at most. */
  private static final int VICTIMS_OF_A_LOOK = 256;

  /** Entries that a block which finds no room evicts at most. */
  private static final int VICTIMS_OF_A_BLOCK = 4096;

  private final long limit;
  private final long heapLimit;
  private final Slabs slabs;
  private final @Nullable MemoryFile file;
  private final ResponseStore store;
  private final Executor background;
  private final AtomicBoolean compacting = new AtomicBoolean();
  private final List<LongSupplier> others = new CopyOnWriteArrayList<>();
  private final AtomicLong collected = new AtomicLong();
  private volatile long otherBytes;
  private volatile long told;

  /** What slabs lost beyond what they may when their blocks had just been moved together. */
  private volatile long stuck;

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
    store.limitedBy(this::tell);
    adapt(Integer.MAX_VALUE);
  }

  /**
   * Counts the memory of one more part of the edge, too.
   *
   * @param bytes what it takes now; asked for about once a second, by any thread
   */
  public void alsoCounts(LongSupplier bytes) {
    others.add(bytes);
    weighOthers();
  }

  private void weighOthers() {
    otherBytes = others.stream().mapToLong(LongSupplier::getAsLong).sum();
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
    if (Math.abs(indexLimit() - told) > limit / STEP_SHARE || store.isTooFull()) {
      adapt(VICTIMS_OF_A_LOOK);
    }
    if (slabs.wasteBytes() > worthMoving() && compacting.compareAndSet(false, true)) {
      compactInBackground();
    }
  }

  private void compactInBackground() {
    try {
      background.execute(this::compact);
    } catch (RejectedExecutionException stopping) {
      // Or too busy: the next look tries again.
      compacting.set(false);
    }
  }

  /** Slabs lose more than they may, and more than could not be got back the last time. */
  private long worthMoving() {
    long known = stuck;
    return tolerableWaste(limit) + (known == 0 ? 0 : known + limit / STEP_SHARE);
  }

  /**
   * Makes room for so many bytes at once, at the cost of what is stored.
   *
   * @return whether there is room now
   */
  boolean makeRoom(long bytes) {
    adapt(VICTIMS_OF_A_LOOK);
    if (!hasRoom(bytes)) {
      long left = Math.max(limit / LEAST_INDEX_SHARE, store.weightBytes() - bytes);
      store.limit(left, VICTIMS_OF_A_BLOCK);
    }
    return hasRoom(bytes);
  }

  /**
   * Counts content that is collected on the heap, or nothing and answers false if it has no room.
   */
  boolean collect(long bytes) {
    if (collected.addAndGet(bytes) <= heapLimit / COLLECTED_SHARE) {
      look();
      if (hasRoom(0) || makeRoom(0)) {
        return true;
      }
    }
    collected.addAndGet(-bytes);
    return false;
  }

  /** Content that was collected is there no more. */
  void giveBack(long bytes) {
    collected.addAndGet(-bytes);
  }

  /** Whether so many bytes more are within the limit. */
  boolean hasRoom(long bytes) {
    return liveBytes() + stuckBytes() + bytes <= limit;
  }

  /** For now and then, in the background: tells the index, and moves blocks together. */
  public void tend() {
    weighOthers();
    slabs.trim();
    if (slabs.wasteBytes() > tolerableWaste(limit) / 2) {
      moveTogether();
    } else {
      stuck = 0;
    }
    adapt(Integer.MAX_VALUE);
  }

  private void compact() {
    try {
      moveTogether();
    } finally {
      compacting.set(false);
    }
  }

  private void moveTogether() {
    slabs.compact(tolerableWaste(limit) / 2);
    stuck = Math.max(0, slabs.wasteBytes() - tolerableWaste(limit));
  }

  private void adapt(int mostVictims) {
    store.limit(tell(), mostVictims);
  }

  private long tell() {
    long index = indexLimit();
    told = index;
    return index;
  }

  /** What the others leave, and of what the heap can hold of it. */
  private long indexLimit() {
    long left = limit - tolerableWaste(limit) - stuckBytes() - passingBytes() - tableBytes();
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

  /**
   * Bytes of free slots, beyond what slabs may lose to them, that cannot be given back: some block
   * of each slab is being read.
   */
  public long stuckBytes() {
    return Math.clamp(slabs.wasteBytes() - tolerableWaste(limit), 0, stuck);
  }

  /** Bytes of the tables around what is stored: that of past uses, and what others count. */
  public long tableBytes() {
    return otherBytes + store.tableBytes();
  }

  /** Bytes of content that is not stored: being received, passed on, or evicted and still read. */
  public long passingBytes() {
    return Math.max(0, contentBytes() - store.contentBytes());
  }

  /** Bytes of all content. */
  private long contentBytes() {
    return collected.get() + slabs.usedBytes() + (file == null ? 0 : file.liveBytes());
  }

  private long liveBytes() {
    return contentBytes() + store.heapBytes() + tableBytes();
  }

  /** Bytes that slabs hold for content to come: free slots, and what waits for a new slab. */
  public long freeBytes() {
    return slabs.wasteBytes() + slabs.idleBytes();
  }

  /** All memory that counts towards the limit. */
  public long usedBytes() {
    return liveBytes() + freeBytes();
  }
}
