package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.driver.Age;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/**
 * A snapshot of RocksDB's that all who began after the same commit share. It may have the group of
 * commits more that is being written, and is not announced yet, than its stamp says; never fewer.
 * Any thread.
 */
final class View {
  /**
   * Those who begin later than this after it was taken get another, so that each can live its time.
   */
  private static final Duration SHARED = Duration.ofSeconds(10);

  private final Store store;
  private final Stamp stamp;
  private final Age shared;
  private final Age life;
  private final Snapshot snapshot;
  private final ReadOptions options;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final Leases leases = new Leases(this::free);

  /** Takes a snapshot; whoever calls is its first holder, and has a lease on the store for it. */
  View(Store store, Stamp stamp, LongSupplier ticker) {
    this.store = store;
    this.stamp = stamp;
    this.shared = new Age("the view", SHARED, ticker);
    this.life = new Age("the view", SHARED.plus(Limits.SNAPSHOT_AGE), ticker);
    this.snapshot = store.database().getSnapshot();
    this.options = new ReadOptions().setSnapshot(snapshot);
  }

  Stamp stamp() {
    return stamp;
  }

  /** One holder more; false when the last has gone. */
  boolean hold() {
    return holders.getAndUpdate(now -> now == 0 ? 0 : now + 1) != 0;
  }

  /** One holder fewer; whether it was the last. */
  boolean release() {
    return holders.decrementAndGet() == 0;
  }

  /** Lets nobody read any more; what is native is given back when the last who reads is done. */
  void close() {
    leases.close();
  }

  /** Whether it is too old for those who begin now. */
  boolean isStale() {
    return shared.isOver();
  }

  /** Whether it is too old for all. */
  boolean isOver() {
    return life.isOver();
  }

  private void free() {
    options.close();
    store.database().releaseSnapshot(snapshot);
    snapshot.close();
    store.leases().leave();
  }

  byte @Nullable [] get(ColumnFamilyHandle family, byte[] key) {
    enter();
    try {
      return store.database().get(family, options, key);
    } catch (RocksDBException e) {
      throw Failures.of(e);
    } finally {
      leases.leave();
    }
  }

  byte @Nullable [] get(Key key) {
    return get(store.rows(), key.octets());
  }

  List<byte @Nullable []> getAll(List<Key> keys) {
    if (keys.isEmpty()) {
      return List.of(); // Which the library takes for a mistake.
    }
    enter();
    try {
      List<byte[]> octets = new ArrayList<>(keys.size());
      List<ColumnFamilyHandle> families = new ArrayList<>(keys.size());
      for (Key key : keys) {
        octets.add(key.octets());
        families.add(store.rows());
      }
      return store.database().multiGetAsList(options, families, octets);
    } catch (RocksDBException e) {
      throw Failures.of(e);
    } finally {
      leases.leave();
    }
  }

  Rows scan(Scan scan) {
    if (scan.range().isEmpty()) {
      return Rows.all(scan, List.of());
    }
    List<Row> rows = new ArrayList<>();
    boolean complete = scan(store.rows(), scan, rows);
    return complete ? Rows.all(scan, rows) : Rows.upToLast(scan, rows);
  }

  /** Adds what a scan finds; false when it stopped at one of its bounds. */
  boolean scan(ColumnFamilyHandle family, Scan scan, List<Row> found) {
    Range range = scan.range();
    enter();
    try (Slice from = new Slice(range.from().octets());
        Slice to = new Slice(range.to().octets());
        ReadOptions bounded = new ReadOptions(options)) {
      bounded.setIterateLowerBound(from).setIterateUpperBound(to);
      try (RocksIterator rows = store.database().newIterator(family, bounded)) {
        return read(rows, scan, found);
      }
    } catch (RocksDBException e) {
      throw Failures.of(e);
    } finally {
      leases.leave();
    }
  }

  private static boolean read(RocksIterator rows, Scan scan, List<Row> found)
      throws RocksDBException {
    long bytes = 0;
    if (scan.reversed()) {
      rows.seekToLast();
    } else {
      rows.seekToFirst();
    }
    while (rows.isValid()) {
      byte[] key = rows.key();
      byte[] value = rows.value();
      found.add(new Row(Key.wrap(key), value));
      bytes += key.length + (long) value.length;
      if (found.size() == scan.rows() || bytes >= scan.bytes()) {
        return false;
      }
      if (scan.reversed()) {
        rows.prev();
      } else {
        rows.next();
      }
    }
    // An iterator that meets damage is just not valid any more; its status tells.
    rows.status();
    return true;
  }

  private void enter() {
    if (!leases.enter()) {
      throw isOver()
          ? new EngineException.TooOld(
              "the snapshot is older than "
                  + Limits.SNAPSHOT_AGE.toSeconds()
                  + " s: take a new one")
          : new EngineException.Unavailable(
              "the engine has been closed, or opened anew, meanwhile");
    }
  }
}
