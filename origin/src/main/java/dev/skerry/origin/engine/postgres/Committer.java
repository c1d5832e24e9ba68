package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.driver.GroupCommit;
import dev.skerry.origin.engine.driver.Pending;
import dev.skerry.origin.engine.driver.Watches;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Commits what waits, a group at a time, in one transaction of the database's: takes the turn,
 * learns what other processes have committed, checks each transaction, writes those that pass, and
 * commits. While one group waits for the disk the next one gathers.
 *
 * <p>Whatever fails before the commit is sent is known not to be written; when its answer is lost
 * every member is told so. Nothing is ever sent twice. One thread.
 */
final class Committer implements GroupCommit {
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final PostgresSettings settings;
  private final Sessions sessions;
  private final Readers readers;
  private final Watches watches;
  private final Channel channel;

  private @Nullable Connection session;
  private @Nullable Past past;
  private long minute;

  Committer(
      PostgresSettings settings,
      Sessions sessions,
      Readers readers,
      Watches watches,
      Channel channel) {
    this.settings = settings;
    this.sessions = sessions;
    this.readers = readers;
    this.watches = watches;
    this.channel = channel;
  }

  @Override
  public void commit(List<Pending> waiting) {
    List<Pending> taken = new ArrayList<>(waiting);
    taken.removeIf(pending -> !pending.take());
    if (taken.isEmpty()) {
      return;
    }
    try {
      Connection writer = session();
      Batch batch = prepare(writer, taken);
      if (batch.members().isEmpty()) {
        writer.rollback();
        return;
      }
      commit(writer, batch);
    } catch (SQLException e) {
      giveUp();
      fail(taken, pending -> Failures.of(e));
    } catch (RuntimeException | Error e) {
      giveUp();
      fail(
          taken,
          pending ->
              e instanceof EngineException known
                  ? known
                  : new EngineException.Unavailable("the commit failed: " + e, e));
    }
  }

  private Connection session() throws SQLException {
    Connection writer = session;
    if (writer == null) {
      writer = sessions.writer();
      session = writer;
    }
    return writer;
  }

  /** Everything but the commit. */
  private Batch prepare(Connection writer, List<Pending> taken) throws SQLException {
    Turn turn = Turn.take(writer);
    readers.seen(turn.after());
    Past known = past;
    if (known == null) {
      long oldest = turn.after();
      for (Pending pending : taken) {
        oldest = Math.min(oldest, pending.token().began().number());
      }
      known = new Past(settings, oldest);
      past = known;
    }
    known.learn(writer, turn.after());
    known.forget();
    Batch batch = new Batch(turn);
    for (Pending pending : taken) {
      EngineException refusal = refusal(known, pending);
      if (refusal == null) {
        batch.add(pending);
        known.add(pending);
      } else {
        pending.failed(refusal);
      }
    }
    if (!batch.members().isEmpty()) {
      write(writer, batch);
    }
    return batch;
  }

  private void write(Connection writer, Batch batch) throws SQLException {
    BatchWriter statements = new BatchWriter(writer);
    long millis = settings.clock().millis();
    statements.add(batch, millis);
    long now = millis / MINUTE_MILLIS;
    if (now > minute) {
      statements.addMinute(batch.turn(), now);
      minute = now;
    }
    if (channel.name() != null && !batch.topics().isEmpty()) {
      statements.addNotice(channel.name(), channel.payload());
    }
    statements.send();
  }

  private static @Nullable EngineException refusal(Past known, Pending pending) {
    try {
      pending.age().check();
    } catch (EngineException.TooOld e) {
      return e;
    }
    String conflict = known.conflict(pending);
    return conflict == null ? null : new EngineException.Conflict(conflict);
  }

  private void commit(Connection writer, Batch batch) {
    try {
      writer.commit();
    } catch (SQLException e) {
      giveUp();
      fail(batch.members(), pending -> Failures.committing(e, pending.token()));
      return;
    } catch (RuntimeException | Error e) {
      giveUp();
      fail(
          batch.members(),
          pending ->
              new EngineException.CommitUnknown(pending.token(), "the commit failed: " + e, e));
      return;
    }
    readers.seen(batch.last());
    batch.members().forEach(Pending::committed);
    watches.tell(batch.topics());
  }

  private static void fail(List<Pending> pendings, Function<Pending, EngineException> why) {
    for (Pending pending : pendings) {
      if (!pending.isDecided()) {
        pending.failed(why.apply(pending));
      }
    }
  }

  /** Begins anew with the next group, for nobody knows what this connection does. */
  private void giveUp() {
    Sessions.close(session);
    session = null;
    past = null;
    minute = 0;
  }

  void close() {
    giveUp();
  }
}
