package dev.skerry.origin.engine.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.driver.Age;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that read, and the snapshots that hold them. Any thread. */
final class Readers {
  private final HikariDataSource pool;
  private final Set<PostgresSnapshot> holders = ConcurrentHashMap.newKeySet();
  private final AtomicLong newest = new AtomicLong();
  private volatile boolean closed;

  Readers(PostgresSettings settings, Sessions sessions) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("skerry-engine");
    config.setDataSource(sessions.readers());
    config.setAutoCommit(false);
    config.setMaximumPoolSize(settings.sharing().readers());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Math.max(250, settings.timeouts().waiting().toMillis()));
    config.setValidationTimeout(Math.max(250, settings.timeouts().waiting().toMillis()));
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  /** A connection of which nobody else knows, to be closed. */
  Connection take() {
    if (closed) {
      throw new EngineException.Unavailable("the engine is closed");
    }
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw closed
          ? new EngineException.Unavailable("the engine is closed")
          : new EngineException.Unavailable("no connection to read with: " + e.getMessage(), e);
    }
  }

  /** Gives up a connection that failed. */
  void evict(Connection connection) {
    pool.evictConnection(connection);
    Sessions.close(connection);
  }

  /** A snapshot that is taken with the first read. */
  PostgresSnapshot snapshot(Age age) {
    return new PostgresSnapshot(this, age, newest.get());
  }

  void add(PostgresSnapshot holder) {
    holders.add(holder);
    if (closed) {
      holder.close();
      throw new EngineException.Unavailable("the engine is closed");
    }
  }

  void remove(PostgresSnapshot holder) {
    holders.remove(holder);
  }

  /** A commit that everybody sees who begins now. */
  long newest() {
    return newest.get();
  }

  /** Says that everybody sees a commit. */
  void seen(long stamp) {
    newest.accumulateAndGet(stamp, Math::max);
  }

  /** Ends the snapshots that are past their age. */
  void expire() {
    holders.forEach(PostgresSnapshot::expire);
  }

  void close() {
    closed = true;
    holders.forEach(PostgresSnapshot::close);
    pool.close();
  }
}
