package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Statement;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code ExecuteStatement}: one statement of PartiQL. */
final class ExecuteStatement implements Operation {
  private static final int MAX_TOKEN = 32768;
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ExecuteStatementInput",
          StatementInput.STATEMENT,
          StatementInput.PARAMETERS,
          Members.CONSISTENT_READ,
          Member.of("NextToken", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(MAX_TOKEN)),
          Members.RETURN_CONSUMED_CAPACITY,
          Member.of("Limit", Shapes.INTEGER, atLeast(1)),
          Members.RETURN_ON_FAILURE);

  private final Tables tables;
  private final Writes writes;

  ExecuteStatement(Tables tables) {
    this.tables = tables;
    this.writes = new Writes(tables);
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
    Statement statement = StatementInput.parse(in);
    switch (statement) {
      case Statement.Select select -> select(in, select, out);
      case Statement.Exists exists -> throw misplacedExists();
      default -> {
        Writes.Written written = write(writes, statement, Conditions.tells(in));
        Item returned = StatementActions.returned(statement, written);
        items(returned == null ? List.of() : List.of(returned), out);
        written.consumed(1).write(in, out);
      }
    }
  }

  /** Does a statement that writes, in a transaction of its own. */
  static Writes.Written write(Writes writes, Statement statement, boolean tells) {
    return writes.commit(
        statement.table(),
        (transaction, table) -> StatementActions.in(transaction, table, statement, tells));
  }

  /** The error of an {@code EXISTS} that is in no transaction. */
  static TableException misplacedExists() {
    return TableException.validation(
        "EXISTS can only be used in ExecuteTransaction write requests.");
  }

  private void select(Fields in, Statement.Select select, JsonGenerator out) {
    NextToken tokens = NextToken.of(in.requiredText("Statement"), StatementInput.parameters(in));
    String token = in.text("NextToken");
    Long limit = in.number("Limit");
    StatementReads.Options options =
        new StatementReads.Options(
            limit == null ? Long.MAX_VALUE : limit,
            in.flag("ConsistentRead"),
            token == null ? null : tokens.decode(token));
    StatementReads.Selected selected =
        tables
            .engine()
            .<StatementReads.Selected, RuntimeException>read(
                snapshot -> {
                  TableDefinition table = tables.usable(snapshot, select.table());
                  return new StatementReads(table, select).page(snapshot, options);
                });
    items(selected.items(), out);
    @Nullable Item next = selected.next();
    if (next != null) {
      out.writeStringProperty("NextToken", tokens.encode(next));
      out.writeName("LastEvaluatedKey");
      new AttributeValueWriter(out).item(next);
    }
    selected.consumed().write(in, out);
  }

  private static void items(List<Item> items, JsonGenerator out) {
    AttributeValueWriter writer = new AttributeValueWriter(out);
    out.writeArrayPropertyStart("Items");
    items.forEach(writer::item);
    out.writeEndArray();
  }
}
