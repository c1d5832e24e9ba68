package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Reading;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import dev.skerry.origin.engine.driver.Age;
import dev.skerry.origin.engine.driver.Attempts;
import dev.skerry.origin.engine.driver.BufferedTransaction;
import dev.skerry.origin.engine.driver.CommitQueue;
import dev.skerry.origin.engine.driver.Watches;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The engine in a database that speaks PostgreSQL's protocol, for any number of processes. */
public final class PostgresEngine implements Engine {
  private final PostgresSettings settings;
  private final Readers readers;
  private final Watches watches = new Watches();
  private final Committer committer;
  private final CommitQueue queue;
  private final Herald herald;
  private final Tending tending;
  private final Feed feed;
  private final Outcomes outcomes;
  private final Chain chain;
  private final Attempts attempts;

  private PostgresEngine(PostgresSettings settings, Sessions sessions, Channel channel) {
    this.settings = settings;
    this.readers = new Readers(settings, sessions);
    this.committer = new Committer(settings, sessions, readers, watches, channel);
    this.queue =
        new CommitQueue(committer, settings.timeouts().waiting(), settings.sharing().queueBytes());
    this.herald = new Herald(sessions, readers, watches, channel);
    this.tending = new Tending(settings, sessions, readers);
    this.feed = new PostgresFeed(readers, watches, settings);
    this.chain = new Chain(settings, sessions);
    this.outcomes = new Outcomes(readers, chain, settings.ticker());
    this.attempts = new Attempts(this, settings.patience(), settings.ticker());
  }

  /**
   * Opens a database, and makes the tables where there are none.
   *
   * @throws EngineException.Unavailable when it cannot be reached, or lets nobody in
   * @throws EngineException.Unsupported when it is not one on which the engine keeps its promises,
   *     or its format is another
   */
  public static PostgresEngine open(PostgresSettings settings) {
    Sessions sessions = new Sessions(settings);
    Channel channel;
    Connection writer = null;
    Connection reader = null;
    try {
      writer = sessions.writer();
      reader = sessions.readers().getConnection();
      reader.setAutoCommit(false);
      Layout.prepare(writer, reader, settings.address().schema());
      channel = Channel.of(settings.address().schema(), Herald.canListen(writer));
    } catch (SQLException e) {
      EngineException said = Failures.of(e);
      throw said instanceof EngineException.Conflict
          ? new EngineException.Unavailable("somebody else makes the tables: " + said, e)
          : said;
    } finally {
      Sessions.close(reader);
      Sessions.close(writer);
    }
    PostgresEngine engine = new PostgresEngine(settings, sessions, channel);
    try {
      engine.snapshot().close();
    } catch (RuntimeException e) {
      engine.readers.close();
      throw e;
    }
    engine.queue.start();
    engine.herald.start();
    engine.tending.start();
    return engine;
  }

  /** In one journey. */
  @Override
  public byte @Nullable [] get(Key key) {
    Limits.checked(key);
    Connection connection = readers.take();
    try {
      connection.setAutoCommit(true);
      Optional<byte[]> value = Queries.get(connection, key);
      connection.close();
      return value.orElse(null);
    } catch (SQLException e) {
      readers.evict(connection);
      throw Failures.of(e);
    }
  }

  /** The moment of which it reads is that of the first read. */
  @Override
  public <T, X extends Exception> T read(Reading<T, X> reading) throws X {
    try (Snapshot snapshot = readers.snapshot(snapshotAge())) {
      return reading.of(snapshot);
    }
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    return attempts.transact(work);
  }

  @Override
  public Transaction begin() {
    Age age = new Age("the transaction", Limits.TRANSACTION_AGE, settings.ticker());
    PostgresSnapshot snapshot = readers.snapshot(age);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    UUID id = new UUID(random.nextLong(), random.nextLong());
    return new BufferedTransaction(
        new Token(id, snapshot.stamp()),
        snapshot,
        (token, reads, writes, since) -> {
          // What was read was read as of then; and nobody waits for the turn with a connection.
          Token seen = new Token(id, snapshot.stamp());
          snapshot.close();
          return queue.commit(seen, reads, writes, since);
        },
        age);
  }

  @Override
  public Snapshot snapshot() {
    return readers.snapshot(snapshotAge()).taken();
  }

  /**
   * A snapshot that lives longer than others, for a dump. The database keeps what is replaced for
   * as long, so not for more than that takes; it holds one of the connections that read.
   */
  public Snapshot snapshot(Duration age) {
    return readers.snapshot(new Age("the snapshot", age, settings.ticker())).taken();
  }

  private Age snapshotAge() {
    return new Age("the snapshot", Limits.SNAPSHOT_AGE, settings.ticker());
  }

  @Override
  public Outcome outcome(Token token) {
    return outcomes.of(token);
  }

  @Override
  public Feed feed() {
    return feed;
  }

  @Override
  public void checkpoint(Path folder) {
    throw new EngineException.Unsupported(
        "a database has its own ways of backup (pg_basebackup), expected those or a dump");
  }

  @Override
  public void continueAfter(Stamp stamp) {
    readers.seen(chain.continueAfter(stamp));
  }

  /** Forgets the past, as it does by itself once a minute. */
  void trim() {
    tending.trim();
  }

  @Override
  public void close() {
    tending.close();
    herald.close();
    queue.close();
    committer.close();
    watches.close();
    readers.close();
  }
}
