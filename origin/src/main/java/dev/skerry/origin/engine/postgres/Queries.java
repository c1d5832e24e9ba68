package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked about rows, each in one transaction of the caller's. */
final class Queries {
  private static final String NEWEST =
      "coalesce((SELECT last FROM commits ORDER BY after DESC LIMIT 1), 0)";
  private static final String SELECT_NEWEST = "SELECT " + NEWEST;
  private static final String GET = "SELECT value FROM rows WHERE key = ?";
  private static final String GET_STAMPED = "SELECT " + NEWEST + ", (" + GET + ")";
  private static final String GET_ALL = "SELECT key, value FROM rows WHERE key = ANY (?)";
  private static final String SCAN =
      "SELECT key, value FROM rows WHERE key >= ? AND key < ? ORDER BY key LIMIT ?";
  private static final String SCAN_REVERSED =
      "SELECT key, value FROM rows WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT ?";

  /** Rows of the first part of an answer; of the greatest values it is a few megabytes. */
  private static final int FIRST_ROWS = 64;

  /** Rows of later parts, when they have turned out to be small. */
  private static final int MOST_ROWS = 512;

  private Queries() {}

  /** A value and the stamp of the snapshot in which it was found. */
  record Stamped(long stamp, Optional<byte[]> value) {}

  /** The newest stamp. */
  static long newest(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SELECT_NEWEST);
        ResultSet found = query.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  static Optional<byte[]> get(Connection connection, Key key) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(GET)) {
      query.setBytes(1, key.octets());
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
      }
    }
  }

  /** A value and the newest stamp, in one journey. */
  static Stamped getStamped(Connection connection, Key key) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(GET_STAMPED)) {
      query.setBytes(1, key.octets());
      try (ResultSet found = query.executeQuery()) {
        found.next();
        return new Stamped(found.getLong(1), Optional.ofNullable(found.getBytes(2)));
      }
    }
  }

  static List<byte @Nullable []> getAll(Connection connection, List<Key> keys) throws SQLException {
    byte[][] octets = keys.stream().map(Key::octets).toArray(byte[][]::new);
    Map<Key, byte[]> values = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(GET_ALL)) {
      query.setArray(1, connection.createArrayOf("bytea", octets));
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          values.put(Key.wrap(found.getBytes(1)), found.getBytes(2));
        }
      }
    }
    List<byte @Nullable []> all = new ArrayList<>(keys.size());
    for (Key key : keys) {
      all.add(values.get(key));
    }
    return all;
  }

  /** Reads a range that is not empty, holding little more than the scan may return. */
  static Rows scan(Connection connection, Scan scan) throws SQLException {
    Range range = scan.range();
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement query =
        connection.prepareStatement(scan.reversed() ? SCAN_REVERSED : SCAN)) {
      query.setBytes(1, range.from().octets());
      query.setBytes(2, range.to().octets());
      query.setInt(3, scan.rows());
      query.setFetchSize(FIRST_ROWS);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          Row row = new Row(Key.wrap(found.getBytes(1)), found.getBytes(2));
          rows.add(row);
          bytes += row.key().length() + (long) row.value().length;
          if (rows.size() == scan.rows() || bytes >= scan.bytes()) {
            return Rows.upToLast(scan, rows);
          }
          if (rows.size() == FIRST_ROWS) {
            long left = (scan.bytes() - bytes) * FIRST_ROWS / bytes + 1;
            found.setFetchSize(Math.clamp(left, FIRST_ROWS, MOST_ROWS));
          }
        }
      }
    }
    return Rows.all(scan, rows);
  }
}
