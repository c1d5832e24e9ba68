package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Columns;
import dev.skerry.origin.tables.partiql.MalformedStatement;
import dev.skerry.origin.tables.partiql.Statement;
import dev.skerry.origin.tables.partiql.WriteTarget;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@code ExecuteTransaction}: statements that all read items as of one moment, or all write, wholly
 * or not at all.
 */
final class ExecuteTransaction implements Operation {
  private static final Shape.Structure STATEMENT =
      new Shape.Structure(
          "ParameterizedStatement",
          StatementInput.STATEMENT,
          StatementInput.PARAMETERS,
          Members.RETURN_ON_FAILURE);
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ExecuteTransactionInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Members.CLIENT_REQUEST_TOKEN,
          Member.required(
              "TransactStatements",
              new Shape.ListOf(Member.each(STATEMENT)),
              lengthAtLeast(1),
              lengthAtMost(Members.MOST_ACTIONS)));

  private final Tables tables;
  private final TransactionalReads reads;
  private final TransactionalRequests requests;

  ExecuteTransaction(Tables tables) {
    this.tables = tables;
    this.reads = new TransactionalReads(tables);
    this.requests = new TransactionalRequests(tables, "ExecuteTransaction");
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
    List<Fields> parts = in.list("TransactStatements");
    List<Statement> statements = statements(parts);
    long selects = statements.stream().filter(Statement::reads).count();
    if (selects > 0 && selects < statements.size()) {
      throw TableException.validation(
          "ExecuteTransaction API does not support both read and write operations in the same"
              + " request.");
    }
    if (selects > 0) {
      List<Statement.Select> all = statements.stream().map(Statement.Select.class::cast).toList();
      read(in, all, out);
    } else {
      write(in, parts, statements, out);
    }
  }

  private static List<Statement> statements(List<Fields> parts) {
    List<Statement> statements = new ArrayList<>();
    for (Fields part : parts) {
      StatementInput.parameters(part);
    }
    for (int i = 0; i < parts.size(); i++) {
      try {
        statements.add(StatementInput.parse(parts.get(i)));
      } catch (MalformedStatement e) {
        throw e;
      } catch (TableException e) {
        throw refused(i, e.getMessage());
      }
    }
    for (int i = 0; i < statements.size(); i++) {
      if (StatementActions.returning(statements.get(i)) != null) {
        throw refused(i, "RETURNING clause is not supported in ExecuteTransaction.");
      }
    }
    return statements;
  }

  /** The error of one of the statements, for which nothing is done. */
  private static TableException refused(int number, @Nullable String why) {
    return TableException.validation(
        "Validation failed in TransactStatements[" + number + "]: " + why);
  }

  private void read(Fields in, List<Statement.Select> selects, JsonGenerator out) {
    List<TransactionalReads.Found> found =
        tables
            .engine()
            .<List<TransactionalReads.Found>, RuntimeException>read(
                snapshot -> reads.of(snapshot, wanted(snapshot, selects)));
    AttributeValueWriter writer = new AttributeValueWriter(out);
    out.writeArrayPropertyStart("Responses");
    for (int i = 0; i < selects.size(); i++) {
      out.writeStartObject();
      Item item = found.get(i).item();
      Columns columns = selects.get(i).columns();
      if (item != null) {
        out.writeName("Item");
        writer.item(columns == null ? item : columns.of(item));
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    Batches.consumed(in, TransactionalReads.consumed(found), out);
  }

  private List<TransactionalReads.Wanted> wanted(Reads snapshot, List<Statement.Select> selects) {
    List<TableDefinition> definitions = definitions(snapshot, selects);
    List<TransactionalReads.Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < selects.size(); i++) {
      Statement.Select select = selects.get(i);
      if (select.index() != null) {
        throw refused(i, "Reads on indices are not supported within transactions.");
      }
      Item key = WriteTarget.onlyKey(select.where(), definitions.get(i).schema().key().names());
      if (key == null) {
        throw refused(
            i,
            "Select statements within ExecuteTransaction must specify the primary key in the where"
                + " clause.");
      }
      wanted.add(new TransactionalReads.Wanted(select.table(), key));
    }
    return wanted;
  }

  /** The tables of statements, one of which that is missing cancels the transaction. */
  private List<TableDefinition> definitions(Reads snapshot, List<? extends Statement> statements) {
    List<TableDefinition> definitions = new ArrayList<>();
    List<CancellationReason> reasons = new ArrayList<>();
    for (Statement statement : statements) {
      try {
        definitions.add(tables.usable(snapshot, statement.table()));
        reasons.add(CancellationReason.NONE);
      } catch (TableException e) {
        reasons.add(CancellationReason.of(e));
      }
    }
    TransactionCanceled.throwAny(reasons);
    return definitions;
  }

  private void write(Fields in, List<Fields> parts, List<Statement> statements, JsonGenerator out) {
    TransactionalRequests.Outcome outcome =
        requests.send(
            in.text("ClientRequestToken"),
            parts,
            transaction -> actions(transaction, parts, statements));
    out.writeArrayPropertyStart("Responses");
    statements.forEach(
        statement -> {
          out.writeStartObject();
          out.writeEndObject();
        });
    out.writeEndArray();
    outcome.writeConsumed(in, out);
  }

  private List<WriteAction> actions(
      Transaction transaction, List<Fields> parts, List<Statement> statements) {
    List<TableDefinition> definitions = definitions(transaction, statements);
    List<WriteAction> actions = new ArrayList<>();
    List<CancellationReason> reasons = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      try {
        boolean tells = Conditions.tells(parts.get(i));
        actions.add(StatementActions.of(statements.get(i), definitions.get(i), tells));
        reasons.add(CancellationReason.NONE);
      } catch (TableException e) {
        if (statements.get(i) instanceof Statement.Exists) {
          throw refused(i, e.getMessage());
        }
        reasons.add(CancellationReason.of(e));
      }
    }
    TransactionCanceled.throwAny(reasons);
    return actions;
  }
}
