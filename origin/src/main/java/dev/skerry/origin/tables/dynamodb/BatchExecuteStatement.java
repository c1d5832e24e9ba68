package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Statement;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@code BatchExecuteStatement}: statements that each read or write one item, each by itself; one
 * that fails leaves the others as they are.
 */
final class BatchExecuteStatement implements Operation {
  private static final int MOST_STATEMENTS = 25;
  private static final Shape.Structure REQUEST =
      new Shape.Structure(
          "BatchStatementRequest",
          StatementInput.STATEMENT,
          StatementInput.PARAMETERS,
          Members.CONSISTENT_READ,
          Members.RETURN_ON_FAILURE);
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "BatchExecuteStatementInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Member.required(
              "Statements",
              new Shape.ListOf(Member.each(REQUEST)),
              lengthAtLeast(1),
              lengthAtMost(MOST_STATEMENTS)));

  private final Tables tables;
  private final Writes writes;

  BatchExecuteStatement(Tables tables) {
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

  /** A statement of the batch: one of statement and failure is null. */
  private record Wanted(
      Fields in, @Nullable Statement statement, @Nullable TableException failure) {}

  /** What came of a statement. */
  private record Done(
      @Nullable String table, @Nullable Item item, @Nullable TableException failure) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    List<Wanted> all = in.list("Statements").stream().map(BatchExecuteStatement::wanted).toList();
    check(all);
    Map<String, Consumed> consumed = new LinkedHashMap<>();
    List<Done> done = new ArrayList<>();
    for (Wanted wanted : all) {
      done.add(done(wanted, consumed));
    }
    out.writeArrayPropertyStart("Responses");
    done.forEach(each -> write(each, out));
    out.writeEndArray();
    Batches.consumed(in, List.copyOf(consumed.values()), out);
  }

  private static Wanted wanted(Fields in) {
    try {
      Statement statement = StatementInput.parse(in);
      if (statement instanceof Statement.Exists) {
        throw ExecuteStatement.misplacedExists();
      }
      return new Wanted(in, statement, null);
    } catch (TableException e) {
      return new Wanted(in, null, e);
    }
  }

  /** Refuses reads beside writes, and two statements about one item. */
  private void check(List<Wanted> all) {
    List<Statement> statements = new ArrayList<>();
    for (Wanted wanted : all) {
      if (wanted.statement != null) {
        statements.add(wanted.statement);
      }
    }
    long reads = statements.stream().filter(Statement::reads).count();
    if (reads > 0 && reads < statements.size()) {
      throw TableException.validation(
          "Read and write requests together in the same batch is not supported.");
    }
    boolean distinct =
        tables
            .engine()
            .<Boolean, RuntimeException>read(snapshot -> areDistinct(snapshot, statements));
    if (!distinct) {
      throw TableException.validation("Provided list of item keys contains duplicates");
    }
  }

  private boolean areDistinct(Reads snapshot, List<Statement> statements) {
    Set<StatementTarget> targets = new HashSet<>();
    for (Statement statement : statements) {
      TableDefinition table = tables.find(snapshot, statement.table());
      StatementTarget target = table == null ? null : StatementTarget.of(statement, table);
      if (target != null && !targets.add(target)) {
        return false;
      }
    }
    return true;
  }

  private Done done(Wanted wanted, Map<String, Consumed> consumed) {
    Statement statement = wanted.statement;
    if (statement == null) {
      return new Done(null, null, wanted.failure);
    }
    try {
      return statement instanceof Statement.Select select
          ? read(wanted.in, select, consumed)
          : write(wanted.in, statement, consumed);
    } catch (EngineException e) {
      return new Done(statement.table(), null, DynamoDb.answered(e));
    } catch (TableException e) {
      boolean ran = e.type() != ErrorType.VALIDATION;
      return new Done(ran ? statement.table() : null, null, e);
    }
  }

  private Done write(Fields in, Statement statement, Map<String, Consumed> consumed) {
    Writes.Written written = ExecuteStatement.write(writes, statement, Conditions.tells(in));
    consumed
        .computeIfAbsent(statement.table(), name -> new Consumed(written.table()))
        .write(written.before(), written.after(), 1);
    return new Done(statement.table(), StatementActions.returned(statement, written), null);
  }

  private Done read(Fields in, Statement.Select select, Map<String, Consumed> consumed) {
    StatementTarget.Got got =
        tables
            .engine()
            .<StatementTarget.Got, RuntimeException>read(
                snapshot ->
                    StatementTarget.get(
                        snapshot,
                        tables.usable(snapshot, select.table()),
                        select,
                        "Select statements within BatchExecuteStatement must specify the primary"
                            + " key in the where clause."));
    consumed
        .computeIfAbsent(select.table(), name -> new Consumed(got.table()))
        .read(null, GetItem.units(in, got.whole()));
    return new Done(select.table(), got.item(), null);
  }

  private static void write(Done done, JsonGenerator out) {
    out.writeStartObject();
    if (done.failure != null) {
      out.writeObjectPropertyStart("Error");
      out.writeStringProperty("Code", StatementErrors.code(done.failure.type()));
      String message = done.failure.getMessage();
      if (message != null) {
        out.writeStringProperty("Message", message);
      }
      if (done.failure instanceof ConditionFailed condition && condition.item() != null) {
        out.writeName("Item");
        new AttributeValueWriter(out).item(condition.item());
      }
      out.writeEndObject();
    }
    if (done.table != null) {
      out.writeStringProperty("TableName", done.table);
    }
    if (done.item != null) {
      out.writeName("Item");
      new AttributeValueWriter(out).item(done.item);
    }
    out.writeEndObject();
  }
}
