package dev.skerry.origin.engine.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reading;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An engine that keeps rows in memory which {@link #get} and {@link #getAll} have read, and small
 * ranges which {@link #read} has.
 *
 * <p>The first two answer as if they read the storage at some moment between call and return:
 *
 * <ul>
 *   <li>A transaction <i>marks</i> each key when it writes it, and then takes it out of the cache;
 *       the mark stays until it is known what became of the commit.
 *   <li>A row is put in only if its key had no mark when the snapshot was taken, and none was made
 *       since. So what is put in is what is there, and everything committed before is in it.
 *   <li>Both happen under the cache's lock of the key: either the putting in sees the mark, or the
 *       taking out comes after it.
 *   <li>A row is in the cache, therefore, only while nothing else can have been committed, and who
 *       finds it there finds what was there at that moment. While a key is marked, everybody reads
 *       the storage.
 * </ul>
 *
 * <p>Transactions and snapshots take a row from the cache that was read in a snapshot with a stamp
 * before their own: they have all that was committed up to that one, and nothing has been written
 * to the row since. All else they read from the storage. Ranges are kept in the same way as rows
 * are, by the group of their keys instead of the key; {@link #read} finds both, see {@link
 * LateSnapshot}. A mark whose commit stays unknown is never taken back: its part of the keys is not
 * cached any more. All writes must go through here: it is not for storage that several processes
 * write, nor for an engine whose transactions read as of a later moment than their beginning.
 */
public final class CachedEngine implements Engine {
  /** What a row takes in memory beside its octets, about. */
  private static final int ROW_BYTES = 160;

  private final Engine engine;
  private final List<Range> kept;
  private final List<Range> keptByAll;
  private final Marks marks = new Marks();
  private final Cache<Key, Found> rows;
  private final Groups groups;

  /** What was found under a key in a snapshot of that stamp. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(byte @Nullable [] value, Stamp stamp) {}

  /**
   * An engine in front of another.
   *
   * @param engine closed with this one
   */
  public CachedEngine(Engine engine, Keeping keeping) {
    this.engine = engine;
    this.kept = Stream.concat(keeping.rows().stream(), keeping.byAll().stream()).toList();
    this.keptByAll = keeping.byAll();
    this.groups = new Groups(keeping.groups(), marks, keeping.bytes() / 2);
    this.rows =
        Caffeine.newBuilder()
            .maximumWeight(keeping.bytes() - keeping.bytes() / 2)
            .<Key, Found>weigher((key, found) -> weight(key, found.value()))
            .executor(Runnable::run)
            .build();
  }

  private static int weight(Key key, byte @Nullable [] value) {
    return ROW_BYTES + key.length() + (value == null ? 0 : value.length);
  }

  private static boolean isIn(List<Range> ranges, Key key) {
    for (Range range : ranges) {
      if (range.contains(key)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCached(Key key) {
    return isIn(kept, key);
  }

  /**
   * A row as somebody sees it who began after that commit; null where memory cannot tell. After,
   * and not at the same: of two snapshots with one stamp, one may have commits that the other
   * lacks.
   */
  @Nullable Found recall(Key key, Stamp began) {
    if (!isCached(key)) {
      return null;
    }
    Found found = rows.getIfPresent(key);
    if (found == null && isIn(keptByAll, key)) {
      get(key);
      return null; // what was read just now may be newer
    }
    return found != null && began.isAfter(found.stamp) ? found : null;
  }

  /** What memory has under a key, which is what is there now; null where it cannot tell. */
  @Nullable Found find(Key key) {
    return isCached(key) ? rows.getIfPresent(key) : null;
  }

  /** Whether it has been in memory all the time since it was found. */
  @SuppressWarnings("ReferenceEquality") // an equal one may have been put there since
  boolean stillHolds(Key key, Found found) {
    return rows.policy().getIfPresentQuietly(key) == found;
  }

  Groups groups() {
    return groups;
  }

  /** What all that is kept takes in memory, about. */
  public long bytes() {
    return groups.bytes()
        + rows.policy().eviction().map(each -> each.weightedSize().orElse(0)).orElse(0L);
  }

  @Override
  public byte @Nullable [] get(Key key) {
    if (!isCached(key)) {
      return engine.get(key);
    }
    Found found = rows.getIfPresent(key);
    if (found != null) {
      return found.value();
    }
    long state = marks.state(Marks.part(key));
    try (Snapshot snapshot = engine.snapshot()) {
      byte[] value = snapshot.get(key);
      keep(key, new Found(value, snapshot.stamp()), state);
      return value;
    }
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    List<byte @Nullable []> values = new ArrayList<>(keys.size());
    List<Key> missing = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Key key : keys) {
      Found found = isCached(key) ? rows.getIfPresent(key) : null;
      values.add(found == null ? null : found.value());
      if (found == null) {
        places.add(values.size() - 1);
        missing.add(key);
      }
    }
    if (missing.isEmpty()) {
      return values;
    }
    long[] states = new long[missing.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = marks.state(Marks.part(missing.get(i)));
    }
    try (Snapshot snapshot = engine.snapshot()) {
      List<byte @Nullable []> read = snapshot.getAll(missing);
      for (int i = 0; i < states.length; i++) {
        Key key = missing.get(i);
        byte[] value = read.get(i);
        values.set(places.get(i), value);
        if (isCached(key)) {
          keep(key, new Found(value, snapshot.stamp()), states[i]);
        }
      }
    }
    return values;
  }

  /** Keeps what was read after the marks were in that state, if they still are. */
  private void keep(Key key, Found found, long state) {
    if (!Marks.hasWriters(state)) {
      rows.asMap()
          .compute(key, (name, other) -> marks.state(Marks.part(key)) == state ? found : null);
    }
  }

  /** What a transaction has marked; used by one thread at a time. */
  final class Marked {
    private final BitSet parts = new BitSet();

    /** Tells a transaction of a row what it would read. */
    void recall(Key key, Transaction transaction) {
      Found found = CachedEngine.this.recall(key, transaction.token().began());
      if (found != null) {
        transaction.recall(key, found.value);
      }
    }

    void write(Key key) {
      if (isCached(key)) {
        mark(Marks.part(key));
        rows.invalidate(key);
      }
      Key group = groups.of(key);
      if (group != null) {
        mark(Marks.part(group));
        groups.forget(group);
      }
    }

    void remove(Range range) {
      if (kept.stream().anyMatch(range::meets)) {
        for (int part = 0; part < Marks.PARTS; part++) {
          mark(part);
        }
        rows.asMap().keySet().removeIf(range::contains);
        groups.forget(range);
      }
    }

    private void mark(int part) {
      if (!parts.get(part)) {
        parts.set(part);
        marks.begin(part);
      }
    }

    /** Takes the marks back: it is known what became of the writes. */
    void end() {
      parts.stream().forEach(marks::end);
      parts.clear();
    }

    /** Takes the marks back if a failure says that nothing was written, and nothing will be. */
    void failed(Exception failure) {
      if (!(failure instanceof EngineException.CommitUnknown)) {
        end();
      }
    }
  }

  @Override
  public <T, X extends Exception> T read(Reading<T, X> reading) throws X {
    try (Snapshot late = new LateSnapshot(this)) {
      return reading.of(late);
    } catch (LateSnapshot.Overtaken overtaken) {
      try (Snapshot snapshot = snapshot()) {
        return reading.of(snapshot);
      }
    }
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    Marked marked = new Marked();
    try {
      Committed<T> committed =
          engine.transact(
              transaction -> {
                try {
                  return work.in(new MarkingTransaction(transaction, marked));
                } catch (Error e) {
                  marked.end(); // never committed, and nobody tries again
                  throw e;
                }
              });
      marked.end();
      return committed;
    } catch (Exception e) {
      marked.failed(e);
      throw e;
    }
  }

  @Override
  public Transaction begin() {
    return new OwnTransaction(engine.begin(), new Marked());
  }

  @Override
  public Snapshot snapshot() {
    return new RecallingSnapshot(engine.snapshot(), this);
  }

  @Override
  public Outcome outcome(Token token) {
    return engine.outcome(token);
  }

  @Override
  public Feed feed() {
    return engine.feed();
  }

  @Override
  public void checkpoint(Path folder) {
    engine.checkpoint(folder);
  }

  @Override
  public void close() {
    engine.close();
  }
}
