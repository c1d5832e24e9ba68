package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The storage from one opening to its closing, and what it tells of the commits in it. Any thread.
 */
final class Opened {
  private static final byte[] FORMAT = "1".getBytes(StandardCharsets.UTF_8);
  private static final int GROUPS_AT_ONCE = 1_000;

  private final Store store;
  private final Views views;
  private volatile long oldest;

  private Opened(Store store, Views views) {
    this.store = store;
    this.views = views;
  }

  static Opened open(RocksSettings settings) {
    Store store = Store.open(settings.folder(), settings.memory());
    Views views = new Views(store, Stamp.ZERO, settings.ticker());
    Opened opened = new Opened(store, views);
    try {
      opened.identify(settings);
      Row last = opened.newest(LogKeys.GROUPS);
      if (last != null) {
        views.advance(new Stamp(LogKeys.number(last.key())));
      }
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void identify(RocksSettings settings) {
    byte[] format = viewed(view -> view.get(store.log(), LogKeys.FORMAT));
    if (format == null) {
      try (WriteBatch batch = new WriteBatch()) {
        batch.put(store.log(), LogKeys.FORMAT, FORMAT);
        store.writeSynced(batch);
      } catch (RocksDBException e) {
        throw Failures.of(e);
      }
    } else if (!Arrays.equals(format, FORMAT)) {
      throw new EngineException.Unsupported(
          settings.folder()
              + " has the format "
              + new String(format, StandardCharsets.UTF_8)
              + ", expected "
              + new String(FORMAT, StandardCharsets.UTF_8));
    }
    byte[] mark = viewed(view -> view.get(store.log(), LogKeys.OLDEST));
    oldest = mark == null ? 0 : ByteBuffer.wrap(mark).getLong();
  }

  Store store() {
    return store;
  }

  Views views() {
    return views;
  }

  /** Up to which commit the feed has been trimmed. */
  Stamp oldest() {
    return new Stamp(oldest);
  }

  /** Says so before it is. */
  void oldest(long stamp) {
    oldest = stamp;
  }

  /** Reads of a view of what is there now. */
  <T> T viewed(Function<View, T> reading) {
    View view = views.take();
    try {
      return reading.apply(view);
    } finally {
      views.release(view);
    }
  }

  /** The first of the engine's own records that a scan finds; null if there is none. */
  @Nullable Row first(Scan scan) {
    List<Row> found = new ArrayList<>(1);
    viewed(view -> view.scan(store.log(), scan.upTo(1), found));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The last of the engine's own records in a range; null if there is none. */
  @Nullable Row newest(Range range) {
    return first(Scan.of(range).inReverse());
  }

  /** What the records of groups tell of an attempt. */
  Outcome outcome(Token token) {
    Row oldestGroup = first(Scan.of(LogKeys.GROUPS));
    long began = token.began().number();
    if (oldestGroup != null && Group.firstStamp(oldestGroup) > began + 1) {
      throw new EngineException.TooOld(
          "the attempt " + token.id() + " began after commit " + began + ", too long ago to tell");
    }
    return viewed(view -> outcome(view, token));
  }

  private Outcome outcome(View view, Token token) {
    Range rest = LogKeys.GROUPS.startingAt(Key.wrap(LogKeys.group(token.began().number())));
    while (true) {
      List<Row> records = new ArrayList<>();
      boolean complete = view.scan(store.log(), Scan.of(rest).upTo(GROUPS_AT_ONCE), records);
      for (Row record : records) {
        Long stamp = Group.stampOf(record, token.id());
        if (stamp != null) {
          return new Outcome.Committed(new Stamp(stamp));
        }
      }
      if (complete) {
        return new Outcome.NotCommitted();
      }
      rest = rest.startingAt(records.getLast().key().next());
    }
  }

  /** Adds a group without members that has a great stamp, and forgets the feed up to there. */
  void continueAfter(Stamp stamp, long millis) {
    long last = Math.max(stamp.number(), views.newest().number() + 1);
    try (WriteBatch batch = new WriteBatch()) {
      batch.put(store.log(), LogKeys.group(last), number(millis));
      batch.put(store.log(), LogKeys.OLDEST, number(last));
      store.writeSynced(batch);
    } catch (RocksDBException e) {
      throw Failures.of(e);
    }
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  RocksGauges gauges() {
    return viewed(
        view -> {
          try {
            return new RocksGauges(
                store.gauge("rocksdb.block-cache-usage"),
                store.gauge("rocksdb.cur-size-all-mem-tables"),
                store.gauge("rocksdb.live-sst-files-size"),
                views.count());
          } catch (RocksDBException e) {
            throw Failures.of(e);
          }
        });
  }

  /** Ends all views, waits for those who read, and closes. */
  void close() {
    views.close();
    store.close();
  }
}
