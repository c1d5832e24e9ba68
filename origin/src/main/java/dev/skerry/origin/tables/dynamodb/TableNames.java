package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.keys;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;

/** What is said of a table's name before all else is checked. */
final class TableNames {
  private static final int LEAST = 3;
  private static final int MOST = 255;

  /** What the names of the tables of a batch must be. */
  static final Constraint OF_BATCH =
      keys(lengthAtMost(MOST), lengthAtLeast(LEAST), pattern("[a-zA-Z0-9_.-]+"));

  private TableNames() {}

  /** Refuses a name that is missing, too short or too long. */
  static void check(String member, @Nullable String name) {
    if (name == null) {
      throw TableException.validation(
          "The parameter '" + member + "' is required but was not present in the request");
    }
    if (name.length() < LEAST || name.length() > MOST) {
      throw TableException.validation(
          member + " must be at least 3 characters long and at most 255 characters long");
    }
  }
}
