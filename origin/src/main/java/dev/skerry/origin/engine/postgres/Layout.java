package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The tables, and what is asked of a database before they are used.
 *
 * <pre>
 * meta     name, number     format; turn: whose lock is the turn to commit; trimmed: up to which
 *                           stamp the feed has been forgotten; probe: see below
 * rows     key, value       in the order of their octets
 * commits  after            a group: the newest stamp before it
 *          last             its own last stamp; those of its transactions follow each other
 *          at               milliseconds by the committer's clock
 *          emitted          octets of all entries up to it, since there are any
 *          tokens           of its transactions, 16 octets each
 *          fenced           of an attempt that was found not to be committed, and never will be
 *          topics           to which it emitted
 *          changes          keys and ranges that it wrote
 * entries  topic, stamp, place, at, octets
 * minutes  minute           since 1970
 *          before, emitted  of the last commit before it
 * </pre>
 */
final class Layout {
  private static final int FORMAT = 1;
  private static final int OLDEST_VERSION = 12_00_00;
  private static final Set<String> ANOTHER_MADE_IT =
      Set.of(Failures.UNIQUE_VIOLATION, "42P06", "42P07", "42710");

  private final Connection writer;
  private final String schema;

  private Layout(Connection writer, String schema) {
    this.writer = writer;
    this.schema = schema;
  }

  /** Makes the tables where there are none, and checks what is there. */
  static void prepare(Connection writer, Connection reader, String schema) throws SQLException {
    Layout layout = new Layout(writer, schema);
    layout.checkServer();
    if (!layout.exists()) {
      layout.make();
    }
    layout.checkFormat();
    layout.checkSnapshots(reader);
  }

  private void checkServer() throws SQLException {
    int version = Integer.parseInt(text("SHOW server_version_num"));
    if (version < OLDEST_VERSION) {
      throw new EngineException.Unsupported(
          "the database is PostgreSQL " + text("SHOW server_version") + ", expected 12 or later");
    }
    if (text("SHOW fsync").equals("off")) {
      throw new EngineException.Unsupported(
          "the database is set to fsync=off, so a crash would lose what was committed; expected"
              + " on");
    }
    if (!text("SHOW transaction_isolation").equals("read committed")) {
      throw new EngineException.Unsupported(
          "something before the database changes the settings of connections, expected it to leave"
              + " them alone (a pooler must work by session)");
    }
  }

  private boolean exists() throws SQLException {
    return !text("SELECT coalesce(to_regclass('" + schema + ".meta')::text, '')").isEmpty();
  }

  private void make() throws SQLException {
    // YugabyteDB spreads the first column of a key by its hash unless it is told its order.
    String order = text("SELECT version()").contains("-YB-") ? " ASC" : "";
    try (Statement statement = writer.createStatement()) {
      if (text("SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'").equals("0")) {
        statement.execute("CREATE SCHEMA " + schema);
      }
      for (String table : tables(order)) {
        statement.execute(table);
      }
      statement.execute(
          "INSERT INTO meta VALUES ('turn', 0), ('trimmed', 0), ('probe', 0), ('format', "
              + FORMAT
              + ")");
      writer.commit();
    } catch (SQLException e) {
      writer.rollback();
      if (!ANOTHER_MADE_IT.contains(Failures.state(e)) || !exists()) {
        throw e;
      }
    }
  }

  private static List<String> tables(String order) {
    return List.of(
        "CREATE TABLE meta (name text NOT NULL, number bigint NOT NULL, PRIMARY KEY (name))",
        "CREATE TABLE rows (key bytea NOT NULL, value bytea NOT NULL, PRIMARY KEY (key"
            + order
            + "))",
        "CREATE TABLE commits (after bigint NOT NULL, last bigint NOT NULL, at bigint NOT NULL,"
            + " emitted bigint NOT NULL, tokens bytea NOT NULL, fenced bytea,"
            + " topics bytea[] NOT NULL, changes bytea NOT NULL, PRIMARY KEY (after"
            + order
            + "))",
        "CREATE TABLE entries (topic bytea NOT NULL, stamp bigint NOT NULL, place int NOT NULL,"
            + " at bigint NOT NULL, octets bytea NOT NULL, PRIMARY KEY (topic"
            + order
            + ", stamp"
            + order
            + ", place"
            + order
            + "))",
        "CREATE TABLE minutes (minute bigint NOT NULL, before bigint NOT NULL,"
            + " emitted bigint NOT NULL, PRIMARY KEY (minute"
            + order
            + "))");
  }

  private void checkFormat() throws SQLException {
    String format = text("SELECT coalesce(max(number), 0) FROM meta WHERE name = 'format'");
    if (!format.equals(Integer.toString(FORMAT))) {
      throw new EngineException.Unsupported(
          "the schema " + schema + " has the format " + format + ", expected " + FORMAT);
    }
  }

  /** Refuses a database whose snapshots do not stand still. */
  private void checkSnapshots(Connection reader) throws SQLException {
    String probe = "SELECT number FROM meta WHERE name = 'probe'";
    String before = text(reader, probe);
    try (Statement statement = writer.createStatement()) {
      statement.execute("UPDATE meta SET number = number + 1 WHERE name = 'probe'");
    }
    writer.commit();
    String after = text(reader, probe);
    reader.rollback();
    if (!before.equals(after)) {
      throw new EngineException.Unsupported(
          "the database does not keep its snapshots (REPEATABLE READ), expected one that does");
    }
  }

  private String text(String query) throws SQLException {
    return text(writer, query);
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
