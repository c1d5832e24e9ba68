package dev.skerry.origin.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Forgets what the engine has written about commits of the past, in portions, so that nobody waits
 * for it; of several processes one at a time. It never takes the turn.
 */
final class Trimming {
  /** Outcomes can be asked for ten minutes; one more, for clocks differ. */
  private static final Duration OUTCOMES = Duration.ofMinutes(11);

  private static final int PORTION = 5_000;

  private static final String ONLY_ONE =
      "SELECT number FROM meta WHERE name = 'trimmed' FOR UPDATE SKIP LOCKED";

  /** The commit up to which all is over its age, or too much. */
  private static final String BOUND =
      "SELECT greatest((SELECT before FROM minutes WHERE minute >= ? ORDER BY minute LIMIT 1),"
          + " (SELECT before FROM minutes WHERE emitted >="
          + " (SELECT emitted FROM commits ORDER BY after DESC LIMIT 1) - ?"
          + " ORDER BY minute LIMIT 1))";

  private static final String MARK = "UPDATE meta SET number = ? WHERE name = 'trimmed'";
  private static final String MINUTES = "DELETE FROM minutes WHERE before < ?";
  private static final String NEXT_TOPIC =
      "SELECT topic FROM entries WHERE topic > ? ORDER BY topic LIMIT 1";
  private static final String ENTRIES =
      "DELETE FROM entries WHERE topic = ? AND (stamp, place) <="
          + " (SELECT stamp, place FROM (SELECT stamp, place FROM entries"
          + " WHERE topic = ? AND stamp <= ? ORDER BY stamp, place LIMIT "
          + PORTION
          + ") AS portion ORDER BY stamp DESC, place DESC LIMIT 1)";

  /** Never the last one, which tells the newest stamp. */
  private static final String RECORDS =
      "DELETE FROM commits WHERE after IN (SELECT after FROM commits WHERE at < ? AND after <"
          + " (SELECT max(after) FROM commits) ORDER BY after LIMIT "
          + PORTION
          + ")";

  private final Connection writer;
  private final PostgresSettings settings;

  Trimming(Connection writer, PostgresSettings settings) {
    this.writer = writer;
    this.settings = settings;
  }

  void run() throws SQLException {
    long millis = settings.clock().millis();
    long upTo = mark(Math.floorDiv(millis - settings.keeping().feedAge().toMillis(), 60_000));
    if (upTo > 0) {
      trimEntries(upTo);
    }
    while (update(RECORDS, millis - OUTCOMES.toMillis()) == PORTION) {
      writer.commit();
    }
    writer.commit();
  }

  /** Says up to which stamp the feed will be forgotten; 0 when it is somebody else's to do. */
  private long mark(long oldestMinute) throws SQLException {
    long trimmed;
    try (PreparedStatement query = writer.prepareStatement(ONLY_ONE);
        ResultSet found = query.executeQuery()) {
      if (!found.next()) {
        writer.rollback();
        return 0;
      }
      trimmed = found.getLong(1);
    }
    try (PreparedStatement query = writer.prepareStatement(BOUND)) {
      query.setLong(1, oldestMinute);
      query.setLong(2, settings.keeping().feedBytes());
      try (ResultSet found = query.executeQuery()) {
        if (found.next() && found.getLong(1) > trimmed) {
          trimmed = found.getLong(1);
          update(MARK, trimmed);
          update(MINUTES, trimmed);
        }
      }
    }
    writer.commit();
    return trimmed;
  }

  private void trimEntries(long upTo) throws SQLException {
    byte[] topic = new byte[0];
    while (true) {
      try (PreparedStatement query = writer.prepareStatement(NEXT_TOPIC)) {
        query.setBytes(1, topic);
        try (ResultSet found = query.executeQuery()) {
          if (!found.next()) {
            writer.commit();
            return;
          }
          topic = found.getBytes(1);
        }
      }
      while (deleteEntries(topic, upTo) > 0) {
        writer.commit();
      }
    }
  }

  private int deleteEntries(byte[] topic, long upTo) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(ENTRIES)) {
      statement.setBytes(1, topic);
      statement.setBytes(2, topic);
      statement.setLong(3, upTo);
      return statement.executeUpdate();
    }
  }

  private int update(String sql, long number) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      statement.setLong(1, number);
      return statement.executeUpdate();
    }
  }
}
