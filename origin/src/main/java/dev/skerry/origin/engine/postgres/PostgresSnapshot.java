package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.driver.Age;
import dev.skerry.origin.engine.driver.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the database's that only reads, begun by the first read. It holds a connection
 * from then to its end, or until it is found past its age.
 */
final class PostgresSnapshot implements Snapshot, Source {
  /** What is read of a connection. */
  @FunctionalInterface
  interface Query<T> {
    T of(Connection connection) throws SQLException;
  }

  private final Readers readers;
  private final Age age;

  /** For whoever ends what is too old; it does not wait for one who reads. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Connection connection;
  private long stamp;
  private boolean closed;
  private @Nullable EngineException failure;

  /**
   * A snapshot that is not taken yet.
   *
   * @param stamp of a commit that it is sure to have
   */
  PostgresSnapshot(Readers readers, Age age, long stamp) {
    this.readers = readers;
    this.age = age;
    this.stamp = stamp;
  }

  @Override
  public Stamp stamp() {
    return new Stamp(stamp);
  }

  /** Takes it now; to be closed by whoever has it. */
  PostgresSnapshot taken() {
    try {
      read(now -> true);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public byte @Nullable [] get(Key key) {
    Limits.checked(key);
    lock.lock();
    try {
      if (connection != null) {
        return guarded(now -> Queries.get(now, key)).orElse(null);
      }
      Queries.Stamped first = guarded(now -> Queries.getStamped(now, key));
      begun(first.stamp());
      return first.value().orElse(null);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    Limits.checked(keys).forEach(Limits::checked);
    if (keys.isEmpty()) {
      check();
      return List.of();
    }
    return read(now -> Queries.getAll(now, keys));
  }

  @Override
  public Rows scan(Scan scan) {
    if (scan.range().isEmpty()) {
      check();
      return Rows.all(scan, List.of());
    }
    return read(now -> Queries.scan(now, scan));
  }

  /** Reads of the snapshot, which is taken before if it is not yet. */
  <T> T read(Query<T> query) {
    lock.lock();
    try {
      if (connection == null) {
        begun(guarded(Queries::newest));
      }
      return guarded(query);
    } finally {
      lock.unlock();
    }
  }

  private void begun(long number) {
    stamp = number;
    readers.seen(number);
  }

  private <T> T guarded(Query<T> query) {
    check();
    Connection now = connection;
    try {
      if (now == null) {
        now = readers.take();
        connection = now;
        readers.add(this);
      }
      return query.of(now);
    } catch (SQLException e) {
      EngineException said = Failures.of(e);
      failure = said;
      give(true);
      throw said;
    }
  }

  private void check() {
    if (closed && failure == null) {
      throw new IllegalStateException("the snapshot has been closed");
    }
    age.check();
    if (failure != null) {
      throw failure;
    }
  }

  /** Gives back the connection if it is past its age, and nobody reads. */
  void expire() {
    if (age.isOver() && lock.tryLock()) {
      try {
        give(false);
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      give(false);
    } finally {
      lock.unlock();
    }
  }

  private void give(boolean failed) {
    Connection now = connection;
    if (now == null) {
      return;
    }
    connection = null;
    readers.remove(this);
    try {
      if (!failed) {
        now.rollback();
        now.close();
        return;
      }
    } catch (SQLException e) {
      // Given up below.
    }
    readers.evict(now);
  }
}
