package dev.skerry.origin.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The turn to commit, which one transaction of the database's has at a time, until its end.
 *
 * <p>It is the lock of a row that is never written. Who has it sees every commit there is, for the
 * one before gave it back only when its commit could be seen. Should a database give it to two, the
 * second meets the first's record and is refused: the turn saves work, the record decides.
 *
 * @param after the newest stamp
 * @param emitted octets of all entries up to it
 */
record Turn(long after, long emitted) {
  private static final String TAKE =
      "SELECT number FROM meta WHERE name = 'turn' FOR UPDATE;"
          + "SELECT last, emitted FROM commits ORDER BY after DESC LIMIT 1";

  /** Waits for the turn, with which a transaction begins. */
  static Turn take(Connection writer) throws SQLException {
    try (PreparedStatement query = writer.prepareStatement(TAKE)) {
      query.execute();
      query.getMoreResults();
      try (ResultSet newest = query.getResultSet()) {
        return newest.next() ? new Turn(newest.getLong(1), newest.getLong(2)) : new Turn(0, 0);
      }
    }
  }
}
