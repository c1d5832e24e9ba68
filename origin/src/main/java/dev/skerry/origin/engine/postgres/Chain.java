package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Places in the chain of commits that no transaction takes. Any thread. */
final class Chain {
  private static final String TRIMMED = "UPDATE meta SET number = ? WHERE name = 'trimmed'";

  private final PostgresSettings settings;
  private final Sessions sessions;

  Chain(PostgresSettings settings, Sessions sessions) {
    this.settings = settings;
    this.sessions = sessions;
  }

  /**
   * Sees to it that an attempt is not committed later: takes the turn, and so waits for the end of
   * a commit whose client is gone; looks again; and if it still is not there adds a place that
   * names it, which every committer learns of before it could commit it.
   */
  Outcome fence(Token token) {
    Connection writer = null;
    try {
      writer = sessions.writer();
      Turn turn = Turn.take(writer);
      Optional<Outcome> known = Outcomes.find(writer, token);
      if (known.isPresent()) {
        writer.rollback();
        return known.get();
      }
      add(writer, turn, Link.empty(turn, turn.after() + 1, Batch.octets(token.id())));
      writer.commit();
      return new Outcome.NotCommitted();
    } catch (SQLException e) {
      throw unavailable("what became of the attempt " + token.id() + " cannot be found out now", e);
    } finally {
      Sessions.close(writer);
    }
  }

  /** See {@link dev.skerry.origin.engine.Engine#continueAfter}; returns the newest stamp. */
  long continueAfter(Stamp stamp) {
    Connection writer = null;
    try {
      writer = sessions.writer();
      Turn turn = Turn.take(writer);
      long last = Math.max(stamp.number(), turn.after() + 1);
      add(writer, turn, Link.empty(turn, last, null));
      try (PreparedStatement statement = writer.prepareStatement(TRIMMED)) {
        statement.setLong(1, last);
        statement.executeUpdate();
      }
      writer.commit();
      return last;
    } catch (SQLException e) {
      throw unavailable("the stamps could not be continued after " + stamp, e);
    } finally {
      Sessions.close(writer);
    }
  }

  private void add(Connection writer, Turn turn, Link link) throws SQLException {
    BatchWriter statements = new BatchWriter(writer);
    statements.add(turn, link, settings.clock().millis());
    statements.send();
  }

  private static EngineException unavailable(String what, SQLException e) {
    return new EngineException.Unavailable(what + ": " + e, e);
  }
}
