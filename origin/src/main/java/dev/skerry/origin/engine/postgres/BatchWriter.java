package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Range;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch in one journey: several statements sent together, each for all rows of its kind.
 */
final class BatchWriter {
  private final Connection connection;
  private final StringBuilder sql = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  BatchWriter(Connection connection) {
    this.connection = connection;
  }

  /** Adds all that a batch writes, in the transaction that has the turn. */
  void add(Batch batch, long millis) throws SQLException {
    for (Range range : batch.removed()) {
      add(
          "DELETE FROM rows WHERE key >= ? AND key < ?",
          range.from().octets(),
          range.to().octets());
    }
    byte[][][] put = batch.put();
    if (put[0].length > 0) {
      add(
          "INSERT INTO rows SELECT * FROM unnest(?::bytea[], ?::bytea[])"
              + " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
          octets(put[0]),
          octets(put[1]));
    }
    byte[][] deleted = batch.deleted();
    if (deleted.length > 0) {
      add("DELETE FROM rows WHERE key = ANY (?)", octets(deleted));
    }
    addEntries(batch.entries(), millis);
    add(batch.turn(), Link.of(batch), millis);
  }

  /** Adds that a minute begins with this turn. */
  void addMinute(Turn turn, long minute) {
    add(
        "INSERT INTO minutes VALUES (?, ?, ?) ON CONFLICT (minute) DO NOTHING",
        minute,
        turn.after(),
        turn.emitted());
  }

  /** Adds that whoever listens is told. */
  void addNotice(String channel, String payload) {
    add("SELECT pg_notify(?, ?)", channel, payload);
  }

  /** Adds a place in the chain. */
  void add(Turn turn, Link link, long millis) throws SQLException {
    add(
        "INSERT INTO commits (after, last, at, emitted, tokens, fenced, topics, changes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        turn.after(),
        link.last,
        millis,
        link.emitted,
        link.tokens,
        link.fenced,
        octets(link.topics),
        link.changes);
  }

  private void addEntries(Batch.Entries entries, long millis) throws SQLException {
    if (!entries.isEmpty()) {
      add(
          "INSERT INTO entries SELECT topic, stamp, place, ?, octets"
              + " FROM unnest(?::bytea[], ?::bigint[], ?::int[], ?::bytea[])"
              + " AS emitted (topic, stamp, place, octets)",
          millis,
          octets(entries.topics.toArray(byte[][]::new)),
          array("bigint", entries.stamps.toArray()),
          array("int", entries.places.toArray()),
          octets(entries.octets.toArray(byte[][]::new)));
    }
  }

  private Array octets(byte[][] all) throws SQLException {
    return array("bytea", all);
  }

  private Array array(String type, Object[] all) throws SQLException {
    return connection.createArrayOf(type, all);
  }

  private void add(String statement, @Nullable Object... parameters) {
    sql.append(statement).append(';');
    values.addAll(Arrays.asList(parameters));
  }

  /** Sends all of it; the commit is the caller's. */
  void send() throws SQLException {
    // A commit that waits for a standby must not be ended by a timeout and then answered as done.
    sql.append("SET LOCAL statement_timeout = 0");
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      int index = 0;
      for (Object value : values) {
        index++;
        switch (value) {
          case null -> statement.setBytes(index, null);
          case byte[] octets -> statement.setBytes(index, octets);
          case Long number -> statement.setLong(index, number);
          case Array array -> statement.setArray(index, array);
          default -> statement.setString(index, value.toString());
        }
      }
      statement.execute();
    }
  }
}
