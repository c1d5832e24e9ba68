package dev.skerry.control.purges;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An engine in memory for one thread, of which a copy is made as of a data folder. It has no feed:
 * one control plane alone uses it.
 */
final class MemoryEngine implements Engine {
  private NavigableMap<Key, byte[]> rows;
  private long stamp;

  MemoryEngine() {
    this(new TreeMap<>());
  }

  private MemoryEngine(NavigableMap<Key, byte[]> rows) {
    this.rows = rows;
  }

  /** What it has now, in an engine of its own. */
  MemoryEngine copy() {
    return new MemoryEngine(new TreeMap<>(rows));
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    try (Attempt attempt = new Attempt(new TreeMap<>(rows))) {
      T result = work.in(attempt);
      return new Committed<>(result, attempt.commit());
    }
  }

  @Override
  public Transaction begin() {
    return new Attempt(new TreeMap<>(rows));
  }

  @Override
  public Snapshot snapshot() {
    return new Attempt(rows);
  }

  @Override
  public Outcome outcome(Token token) {
    throw new UnsupportedOperationException("every commit is known");
  }

  @Override
  public Feed feed() {
    throw new UnsupportedOperationException("nobody else writes");
  }

  @Override
  public void checkpoint(Path folder) {
    throw new UnsupportedOperationException("there is copy()");
  }

  @Override
  public void close() {}

  /** A transaction on its own copy, or a snapshot of what is there. */
  private final class Attempt implements Transaction, Snapshot {
    private final NavigableMap<Key, byte[]> own;
    private final Token token = new Token(new UUID(0, stamp), new Stamp(stamp));

    Attempt(NavigableMap<Key, byte[]> own) {
      this.own = own;
    }

    @Override
    public byte @Nullable [] get(Key key) {
      return own.get(key);
    }

    @Override
    public List<byte @Nullable []> getAll(List<Key> keys) {
      List<byte @Nullable []> values = new ArrayList<>();
      keys.forEach(key -> values.add(own.get(key)));
      return values;
    }

    @Override
    public Rows scan(Scan scan) {
      var range = own.subMap(scan.range().from(), true, scan.range().to(), false);
      List<Row> found = new ArrayList<>();
      for (var entry : (scan.reversed() ? range.descendingMap() : range).entrySet()) {
        found.add(new Row(entry.getKey(), entry.getValue()));
        if (found.size() == scan.rows()) {
          return Rows.upToLast(scan, found);
        }
      }
      return Rows.all(scan, found);
    }

    @Override
    public Token token() {
      return token;
    }

    @Override
    public Stamp stamp() {
      return new Stamp(stamp);
    }

    @Override
    public void recall(Key key, byte @Nullable [] value) {}

    @Override
    public void put(Key key, byte[] value) {
      own.put(key, value);
    }

    @Override
    public void delete(Key key) {
      own.remove(key);
    }

    @Override
    public void delete(Range range) {
      own.subMap(range.from(), true, range.to(), false).clear();
    }

    @Override
    public void emit(Topic topic, byte[] entry) {}

    @Override
    public Stamp commit() {
      rows = own;
      return new Stamp(++stamp);
    }

    @Override
    public void close() {}
  }
}
