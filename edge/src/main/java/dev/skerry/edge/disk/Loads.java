package dev.skerry.edge.disk;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.LowerTier;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.disk.RecordIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings records back from the disk into the memory tier, on a few threads with a bounded queue:
 * one reading at a time of each key or variant, shared by all who ask for it meanwhile.
 */
final class Loads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loads.class);

  private static final int MAX_WAITING = 1024;

  /** Variants that are loaded where it is not known which one is wanted. */
  private static final int MAX_VARIANTS = 16;

  private final RecordIndex index;
  private final RecordReader reader;
  private final Removals removals;
  private final ResponseStore store;
  private final DiskCounters counters;
  private final ConcurrentHashMap<RecordKey, Load> underWay = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;
  private volatile boolean closing;

  Loads(
      RecordIndex index,
      RecordReader reader,
      Removals removals,
      ResponseStore store,
      DiskCounters counters,
      int threadCount) {
    this.index = index;
    this.reader = reader;
    this.removals = removals;
    this.store = store;
    this.counters = counters;
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("skerry-disk-reader-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Loads records of a key, or joins who does already; false if there are too many loads.
   *
   * @param hash of the variant that is wanted; with variant 0 for the newest of all
   */
  boolean load(CacheKey key, RecordKey hash, Executor executor, LowerTier.Waiter waiter) {
    Load running = underWay.get(hash);
    if (running != null
        && running.key().equals(key)
        && running.isValid()
        && running.join(executor, waiter)) {
      return true;
    }
    int before = removals.ofKey(hash);
    Load load = new Load(key, hash, () -> removals.ofKey(hash) == before);
    load.join(executor, waiter);
    underWay.put(hash, load);
    try {
      threads.execute(() -> run(load));
      return true;
    } catch (RejectedExecutionException full) {
      underWay.remove(hash, load);
      counters.busy.increment();
      // Who joined it meanwhile must be told; the caller is not.
      load.leave(waiter);
      load.end(List.of());
      return false;
    }
  }

  private void run(Load load) {
    List<StoredResponse> found = new ArrayList<>(1);
    try {
      for (Entry entry : closing ? List.<Entry>of() : wanted(load.hash())) {
        StoredResponse next = reader.read(entry, load.key());
        if (next != null) {
          index.markHit(entry.key());
          keep(load, next, found);
        }
      }
    } catch (RuntimeException e) {
      log.error("cannot load {} from the disk", load.key(), e);
      counters.errors.increment();
    } finally {
      // Also where memory has run out: else who asks for the key would join a load without an end.
      (found.isEmpty() ? counters.misses : counters.hits).increment();
      underWay.remove(load.hash(), load);
      load.end(found);
    }
  }

  private List<Entry> wanted(RecordKey hash) {
    if (hash.equals(hash.withVariant(0))) {
      return index.all(hash, MAX_VARIANTS);
    }
    Entry one = index.find(hash);
    return one == null ? List.of() : List.of(one);
  }

  private void keep(Load load, StoredResponse stored, List<StoredResponse> found) {
    stored.below(true);
    // Held first: the memory tier may evict it as soon as it has it.
    load.hold(stored);
    if (!store.adopt(stored, load::isValid)) {
      stored.release();
      return;
    }
    found.add(stored);
    // Dropped meanwhile, its segment did not find it in the memory tier.
    if (Objects.requireNonNull(stored.whole()).diskBody() instanceof SegmentBody body
        && body.isDropped()) {
      body.forget();
    }
  }

  /** Keys that are being loaded. */
  int size() {
    return underWay.size();
  }

  /** Lets the loads under way end without a result. */
  @Override
  public void close() {
    closing = true;
    threads.shutdown();
    try {
      var _ = threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
