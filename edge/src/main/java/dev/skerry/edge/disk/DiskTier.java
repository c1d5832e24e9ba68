package dev.skerry.edge.disk;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.LowerTier;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.disk.RecordHeader.Kind;
import dev.skerry.edge.disk.StoredOffer.Standing;
import dev.skerry.edge.purge.PurgeTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The disk below the memory: decides what is written, keeps the index true, and brings back what is
 * asked for.
 *
 * <p>A response is written when it is asked for a second time: in memory, or by a second fetch of
 * its key within the last few hundred thousand. So what is asked for once never wears the disk.
 * What is on the disk already is superseded by what is stored, freshened or removed, at once in the
 * index and a little later on the disk. Partial responses and encoded copies are not written.
 *
 * <p>Safe for any thread; nothing here blocks but {@link #close}.
 */
public final class DiskTier implements LowerTier, AutoCloseable {
  private final OpenDisk disk;
  private final RecordIndex index;
  private final KeyHash hash;
  private final Seen seen;
  private final OfferQueue queue = new OfferQueue();
  private final Removals removals = new Removals();
  private final DiskState state = new DiskState();
  private final DiskWriter writer;
  private final Windows windows;
  private final Loads loads;
  private final UnaryOperator<Draft> shortening;

  /** Threads that load records, and as many that bring windows in. */
  static final int READERS = 4;

  /** How long a response waits for its next bytes from the disk before it is broken off. */
  private static final Duration WINDOW_DEADLINE = Duration.ofSeconds(10);

  private DiskTier(
      OpenDisk disk,
      PurgeTable purges,
      ResponseStore store,
      ContentMemory memory,
      InstantSource clock) {
    this.disk = disk;
    this.index = disk.index();
    this.hash = new KeyHash(disk.secret());
    this.seen = new Seen(disk.memory().seenKeys());
    DiskCounters counters = disk.counters();
    this.writer = new DiskWriter(disk, queue, removals, state, clock);
    this.windows = new Windows(counters, READERS, WINDOW_DEADLINE);
    RecordReader reader =
        new RecordReader(disk.segments(), index, purges, store, memory, windows, counters, clock);
    this.loads = new Loads(index, reader, removals, store, counters, READERS);
    this.shortening = new FreshenedBody(disk.segments(), index);
  }

  /**
   * Puts a disk below a store, and begins to write.
   *
   * @param disk belongs to the tier from now on
   * @param purges those of the disk
   */
  public static DiskTier below(
      ResponseStore store,
      OpenDisk disk,
      PurgeTable purges,
      ContentMemory memory,
      InstantSource clock) {
    DiskTier tier = new DiskTier(disk, purges, store, memory, clock);
    tier.writer.start();
    store.putAbove(tier);
    return tier;
  }

  // ---- what it has

  @Override
  public boolean knows(CacheKey key) {
    return index.records() > 0 && index.containsKey(hash.of(key));
  }

  @Override
  public boolean knows(Variant wanted) {
    return mayFind()
        && index.contains(
            hash.of(wanted.key()).withVariant(hash.variant(wanted.vary(), wanted.values())));
  }

  @Override
  public boolean load(CacheKey key, Executor executor, Waiter waiter) {
    return mayFind() && loads.load(key, hash.of(key), executor, waiter);
  }

  @Override
  public boolean load(Variant wanted, Executor executor, Waiter waiter) {
    RecordKey all = hash.of(wanted.key());
    RecordKey one = all.withVariant(hash.variant(wanted.vary(), wanted.values()));
    return mayFind() && loads.load(wanted.key(), one, executor, waiter);
  }

  private boolean mayFind() {
    return index.records() > 0 && !writer.isDiscarding();
  }

  // ---- what becomes of what is in memory

  @Override
  public boolean takesMore() {
    if (state.isOn() && !queue.isFull()) {
      return true;
    }
    disk.counters().drops.increment();
    return false;
  }

  @Override
  public void stored(StoredResponse stored) {
    RecordKey key = hash.of(stored.head());
    boolean known = isKnown(key);
    if (known) {
      // From now on the older record is not found, and not put into the index if it is on its way.
      removals.add(key);
      index.remove(key);
    }
    boolean isWorthIt = seen.note(key) || known;
    boolean offered = isWorthIt && offer(stored, key, known, UnaryOperator.identity());
    if (known && !offered) {
      write(Kind.REMOVED, key);
    }
  }

  private boolean isKnown(RecordKey key) {
    return index.contains(key) || queue.isWaiting(key);
  }

  @Override
  public void freshened(StoredResponse stored) {
    RecordKey key = hash.of(stored.head());
    if (isKnown(key) && !offer(stored, key, true, shortening)) {
      remove(key);
    }
  }

  @Override
  public void asked(StoredResponse stored) {
    if (!stored.isPartial()) {
      var _ = offer(stored, hash.of(stored.head()), false, UnaryOperator.identity());
    }
  }

  @Override
  public void evicted(StoredResponse stored) {
    // It was worth writing once, and the disk has dropped it since.
    Content content = stored.whole();
    if (stored.isBelow() && content != null && content.diskBody() == null) {
      RecordKey key = hash.of(stored.head());
      if (!isKnown(key)) {
        var _ = offer(stored, key, false, UnaryOperator.identity());
      }
    }
  }

  private boolean offer(
      StoredResponse stored, RecordKey key, boolean supersedes, UnaryOperator<Draft> how) {
    if (stored.isPartial()) {
      return false;
    }
    @Nullable StoredOffer offer =
        state.isOn() && !queue.isFull()
            ? StoredOffer.of(stored, key, new Standing(removals.ofVariant(key), supersedes), how)
            : null;
    if (offer == null) {
      disk.counters().drops.increment();
      return false;
    }
    if (!queue.offer(offer)) {
      offer.close();
      disk.counters().drops.increment();
      return false;
    }
    stored.below(true);
    return true;
  }

  @Override
  public void removed(StoredResponse stored) {
    RecordKey key = hash.of(stored.head());
    if (isKnown(key)) {
      remove(key);
    }
  }

  private void remove(RecordKey key) {
    removals.add(key);
    index.remove(key);
    write(Kind.REMOVED, key);
  }

  @Override
  public void removedAll(CacheKey key) {
    RecordKey all = hash.of(key);
    boolean known = index.containsKey(all) || queue.isAnyWaiting(all);
    // In any case: a load may be under way that has found something already.
    removals.addAll(all);
    index.removeAll(all);
    if (known) {
      write(Kind.ALL_REMOVED, all);
    }
  }

  private void write(Kind kind, RecordKey key) {
    if (!queue.remove(kind, key)) {
      writer.discardAll();
    }
  }

  // ---- how it is

  /**
   * What is wrong with the disk: nothing is written now, or its file system is full; null if
   * nothing is.
   */
  public @Nullable String trouble() {
    return state.trouble(System.nanoTime());
  }

  /** Whether it takes writes now. */
  public boolean isWritable() {
    return state.isOn();
  }

  public DiskCounters counters() {
    return disk.counters();
  }

  /** Bytes that the segments take. */
  public long bytes() {
    return disk.segments().bytes();
  }

  /** Bytes that they may take. */
  public long budgetBytes() {
    return disk.segments().sizes().totalBytes();
  }

  /** Stored responses that can be brought back. */
  public long responses() {
    return index.records();
  }

  /** The memory that the index takes, in bytes. */
  public long indexBytes() {
    return index.memoryBytes();
  }

  /** All memory that the tier takes for itself: index, filters and buffers. */
  public long memoryBytes() {
    return disk.memory().fixedBytes() + index.memoryBytes();
  }

  public int segments() {
    return disk.segments().segments();
  }

  /** Segments that were dropped, and stay as long as something of them is being sent. */
  public int heldSegments() {
    return disk.segments().heldSegments();
  }

  /** Stored responses that wait to be written. */
  public int waiting() {
    return queue.size();
  }

  /** Whether all that was offered is in the index, or was dropped. */
  boolean isIdle() {
    return queue.isIdle();
  }

  /** Writes what was offered before, and closes every file. */
  @Override
  public void close() {
    loads.close();
    windows.close();
    writer.close();
    disk.close();
  }
}
