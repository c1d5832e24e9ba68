package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Token;
import java.sql.SQLException;

/**
 * The database's errors in the engine's words, by their SQLSTATEs (PostgreSQL's documentation,
 * appendix "PostgreSQL Error Codes").
 */
final class Failures {
  static final String UNIQUE_VIOLATION = "23505";
  private static final String STATEMENT_COMPLETION_UNKNOWN = "40003";

  private Failures() {}

  /** What to throw for an error of anything but a commit: nothing was written. */
  static EngineException of(SQLException e) {
    String state = state(e);
    String text = e.getMessage() + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
    if (state.startsWith("40") || state.equals(UNIQUE_VIOLATION)) {
      return new EngineException.Conflict("another was first: " + text);
    }
    if (state.equals("XX001") || state.equals("XX002")) {
      return new EngineException.Corrupt("the database found damage: " + text, e);
    }
    if (state.startsWith("0A")) {
      return new EngineException.Unsupported("the database cannot do this: " + text);
    }
    return new EngineException.Unavailable(meaning(state) + ": " + text, e);
  }

  /** What to throw for an error of the commit itself. */
  static EngineException committing(SQLException e, Token token) {
    return isRefusal(e)
        ? of(e)
        : new EngineException.CommitUnknown(
            token, "no answer to the commit: " + e.getMessage() + " " + state(e), e);
  }

  /** Whether the server itself said that it did not commit. */
  private static boolean isRefusal(SQLException e) {
    String state = state(e);
    return !state.equals(STATEMENT_COMPLETION_UNKNOWN)
        && (state.startsWith("40") || state.startsWith("23") || state.startsWith("25"));
  }

  static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }

  private static String meaning(String state) {
    return switch (state) {
      case "57014" -> "the statement took too long";
      case "55P03" -> "somebody else's commit is under way";
      case "53100" -> "the database's disk is full";
      case "53300" -> "the database has too many connections";
      case "25006" -> "the database is a standby, and cannot be written";
      case "25P03" -> "the transaction stood still for too long";
      default ->
          switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08", "57" -> "the database cannot be reached";
            case "28" -> "the database lets nobody in by this name and password";
            default -> "the database failed";
          };
    };
  }
}
