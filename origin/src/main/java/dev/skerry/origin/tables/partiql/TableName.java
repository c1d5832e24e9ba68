package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import java.util.regex.Pattern;

/** What the name of a table in a statement must be. */
final class TableName {
  private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  private TableName() {}

  static void check(String name) {
    if (!ALLOWED.matcher(name).matches()) {
      throw TableException.validation(
          "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9',"
              + " '-', '_', '.'.");
    }
  }
}
