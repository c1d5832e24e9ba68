package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and deletes an account's tables, each in one transaction with all that goes with
 * its definition: streams, counts, policies, and what is left to be done for it. Any thread.
 */
final class TableChanges {
  /** Numbers of indexes that are made with their table are below. */
  private static final int FIRST_LATER_INDEX = 100;

  private final Tables tables;

  TableChanges(Tables tables) {
    this.tables = tables;
  }

  /** Makes a table that has no items. */
  TableDefinition create(
      String nameOrArn,
      TableSchema schema,
      TableOptions options,
      TableTraits traits,
      @Nullable String policy) {
    String name = tables.settings().own(nameOrArn);
    return tables
        .engine()
        .transact(
            transaction -> {
              Instant now = tables.now();
              TableDefinition same =
                  Catalog.find(transaction, tables.settings().account(), name, now);
              if (same != null) {
                throw new TableException(
                    ErrorType.RESOURCE_IN_USE,
                    same.stateAt(now) == TableDefinition.State.CREATING
                        ? "Attempt to change a resource which is still in use: Table is being"
                            + " created: "
                            + name
                        : "Table already exists: " + name);
              }
              TableDefinition table =
                  new TableDefinition(
                      Catalog.nextNumber(transaction),
                      UUID.randomUUID().toString(),
                      tables.settings().account(),
                      name,
                      now,
                      schema,
                      options,
                      options.onDemand() ? traits.byRequest(now) : traits,
                      TableDefinition.State.CREATING,
                      now.plus(tables.settings().stateDelay()));
              Catalog.put(transaction, table);
              Streams.follow(transaction, null, table, now);
              Counting.begin(transaction, table.number());
              if (policy != null) {
                Policies.put(transaction, table, Policies.OF_TABLE, policy, now);
              }
              return table;
            })
        .result();
  }

  /** Changes a table that is neither being made nor deleted; it shows that for a moment. */
  TableDefinition update(String name, UnaryOperator<TableDefinition> change) {
    return changed(
        name,
        (transaction, table) -> {
          checkChangeable(table, "updated");
          return change
              .apply(table)
              .in(
                  TableDefinition.State.UPDATING,
                  tables.now().plus(tables.settings().stateDelay()));
        });
  }

  /** Changes a table and its indexes; what is to be done for these is done behind the call. */
  TableDefinition alter(String name, Tables.Alteration alteration) {
    return changed(
        name,
        (transaction, table) -> {
          checkChangeable(table, "updated");
          int next = FIRST_LATER_INDEX + (int) Catalog.nextNumber(transaction);
          TableDefinition after =
              alteration.of(table, tables.now().plus(tables.settings().stateDelay()), next);
          Jobs.note(transaction, after);
          return after;
        });
  }

  /** Changes what is told of a table, whatever its state. */
  TableDefinition revise(String name, UnaryOperator<TableDefinition> change) {
    return changed(name, (transaction, table) -> change.apply(table));
  }

  /**
   * Deletes a table; it shows that for a moment. Its items cannot be read any more, and their rows
   * are removed behind the call.
   */
  TableDefinition delete(String name) {
    return changed(
        name,
        (transaction, table) -> {
          checkChangeable(table, "created");
          checkDeletable(table);
          Jobs.clear(transaction, table);
          transaction.delete(RowKeys.timeToLive(table.number()));
          checkNotCopied(transaction, table);
          if (table.options().recorded() || Streams.mayTell(transaction, table)) {
            Leftovers.add(transaction, RowKeys.images(table.number()));
          } else {
            Jobs.clearImages(transaction, table);
          }
          Counting.end(transaction, table.number());
          Policies.deleteAll(transaction, table);
          transaction.delete(RowKeys.insights(table.number()));
          new TableNews.Deleted(table.number(), table.account(), table.name()).tell(transaction);
          return table
              .with(table.options().streaming(null))
              .in(
                  TableDefinition.State.DELETING,
                  tables.now().plus(tables.settings().stateDelay()));
        });
  }

  /** Refuses to delete what is still to be copied, and ends its record. */
  private static void checkNotCopied(Transaction transaction, TableDefinition table) {
    Recording recording = Recording.find(transaction, table.number());
    if (recording != null && recording.copies() > 0) {
      throw new TableException(
          ErrorType.RESOURCE_IN_USE,
          "Attempt to change a resource which is still in use: Table is being backed up or"
              + " restored: "
              + table.name());
    }
    transaction.delete(RowKeys.recording(table.number()));
  }

  private void checkDeletable(TableDefinition table) {
    if (table.options().deletionProtected()) {
      throw TableException.validation(
          "Resource cannot be deleted as it is currently protected against deletion."
              + " Disable deletion protection first.");
    }
    for (IndexDefinition index : table.schema().indexes()) {
      if (index.statusAt(tables.now()) != TableDefinition.State.ACTIVE) {
        throw new TableException(
            ErrorType.RESOURCE_IN_USE,
            "Attempt to change a resource which is still in use: Cannot delete table while indexes"
                + " are being created, updated, or deleted.");
      }
    }
  }

  private interface Change {
    TableDefinition of(Transaction transaction, TableDefinition table);
  }

  private TableDefinition changed(String name, Change change) {
    return tables
        .engine()
        .transact(
            transaction -> {
              TableDefinition before = tables.described(transaction, name);
              TableDefinition table = change.of(transaction, before);
              Catalog.put(transaction, table);
              Streams.follow(transaction, before, table, tables.now());
              return table;
            })
        .result();
  }

  private void checkChangeable(TableDefinition table, String done) {
    TableDefinition.State state = table.stateAt(tables.now());
    if (state != TableDefinition.State.ACTIVE) {
      String being =
          switch (state) {
            case CREATING -> "created";
            case DELETING -> "deleted";
            default -> done;
          };
      throw new TableException(
          ErrorType.RESOURCE_IN_USE,
          "Attempt to change a resource which is still in use: Table is being "
              + being
              + ": "
              + table.name());
    }
  }
}
