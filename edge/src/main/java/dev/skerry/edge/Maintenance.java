package dev.skerry.edge;

import dev.skerry.edge.cache.MemoryBudget;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done now and then in the background: purges that no stored response can match any more
 * are forgotten, and when their memory fills up, stored responses are compared with all of them;
 * and what slabs lose to free slots is got back.
 */
final class Maintenance implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Maintenance.class);

  private static final long WALK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final PurgeTable purges;
  private final ResponseStore store;
  private final MemoryBudget memory;
  private final HeapWatch heap;
  private final List<LongSupplier> others = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("skerry-maintenance").factory());

  private long walkedUpTo;
  private long walkedAt = System.nanoTime();

  Maintenance(PurgeTable purges, ResponseStore store, MemoryBudget memory) {
    this.purges = purges;
    this.store = store;
    this.memory = memory;
    this.heap = new HeapWatch(this::heapBytes);
    thread.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
  }

  /** Counts what somebody else keeps on the heap. */
  void heapAlsoHas(LongSupplier bytes) {
    others.add(bytes);
  }

  private long heapBytes() {
    long bytes = store.heapBytes() + memory.tableBytes();
    for (LongSupplier other : others) {
      bytes += other.getAsLong();
    }
    return bytes;
  }

  private void run() {
    try {
      memory.tend();
      heap.look(System.nanoTime());
      purges.retire();
      if (purges.wantsRevisit() && isWorthAWalk()) {
        store.forEach(
            stored -> {
              if (purges.revisit(stored) == PurgeState.HARD) {
                store.removePurged(stored);
              }
            });
        purges.retire();
      }
    } catch (RuntimeException e) {
      log.error("maintenance failed; it goes on", e);
    }
  }

  /**
   * Whether there were purges since the last walk, or it was a while ago: what the disk remembers
   * purges for is not reached by it, and would have it walk all the time.
   */
  private boolean isWorthAWalk() {
    long now = System.nanoTime();
    long latest = purges.latest();
    if (latest == walkedUpTo && now - walkedAt < WALK_AGAIN_NANOS) {
      return false;
    }
    walkedUpTo = latest;
    walkedAt = now;
    return true;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
