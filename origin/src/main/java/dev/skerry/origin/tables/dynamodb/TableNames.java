package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.keys;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.TableArn;
import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;

/** What is said of a table's name before all else is checked. */
final class TableNames {
  private static final int LEAST = 3;
  private static final int MOST = 255;

  /** How the name of a table is formed, where its ARN does as well. */
  static final Constraint FORM = orArn(pattern("[a-zA-Z0-9_.-]+"));

  static final Constraint LEAST_LENGTH = lengthAtLeast(LEAST);
  static final Constraint MOST_LENGTH = orArn(lengthAtMost(MOST));

  /** What the names of the tables of a batch must be. */
  static final Constraint OF_BATCH = keys(MOST_LENGTH, LEAST_LENGTH, FORM);

  private TableNames() {}

  private static Constraint orArn(Constraint constraint) {
    return new Constraint(
        constraint.text(),
        value ->
            constraint.holds(value)
                || (value instanceof String text && TableArn.find(text) != null));
  }

  /** Refuses a name that is missing, too short or too long. */
  static void check(String member, @Nullable String name) {
    if (name == null) {
      throw TableException.validation(
          "The parameter '" + member + "' is required but was not present in the request");
    }
    if (name.length() < LEAST || (name.length() > MOST && TableArn.find(name) == null)) {
      throw TableException.validation(
          member + " must be at least 3 characters long and at most 255 characters long");
    }
  }
}
