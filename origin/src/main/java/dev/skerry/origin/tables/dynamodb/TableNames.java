package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;

/** What is said of a table's name before all else is checked. */
final class TableNames {
  private static final int LEAST = 3;
  private static final int MOST = 255;

  private TableNames() {}

  /** Refuses a name that is missing, too short or too long. */
  static void check(String member, @Nullable String name) {
    if (name == null) {
      throw TableException.validation(
          "The parameter '" + member + "' is required but was not present in the request");
    }
    checkLength(member, name);
  }

  /** Refuses a name that is too short or too long. */
  static void checkLength(String member, String name) {
    if (name.length() < LEAST || name.length() > MOST) {
      throw TableException.validation(
          member + " must be at least 3 characters long and at most 255 characters long");
    }
  }
}
