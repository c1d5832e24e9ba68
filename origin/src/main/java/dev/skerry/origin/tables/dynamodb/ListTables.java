package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code ListTables}. */
final class ListTables implements Operation {
  private static final int MOST = 100;
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ListTablesInput",
          Member.of("Limit", Shapes.INTEGER, atLeast(1), atMost(MOST)),
          Member.of(
              "ExclusiveStartTableName",
              Shapes.TEXT,
              pattern("[a-zA-Z0-9_.-]+"),
              lengthAtLeast(3),
              lengthAtMost(255)));

  private final Tables tables;

  ListTables(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Long limit = in.number("Limit");
    int most = limit == null ? MOST : limit.intValue();
    List<String> names =
        tables.after(in.text("ExclusiveStartTableName", ""), most + 1).stream()
            .map(TableDefinition::name)
            .toList();
    boolean more = names.size() > most;
    List<String> shown = more ? names.subList(0, most) : names;
    out.writeArrayPropertyStart("TableNames");
    shown.forEach(out::writeString);
    out.writeEndArray();
    if (more) {
      out.writeStringProperty("LastEvaluatedTableName", shown.getLast());
    }
  }
}
