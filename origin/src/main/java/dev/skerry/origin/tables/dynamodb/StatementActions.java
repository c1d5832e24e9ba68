package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.partiql.Returning;
import dev.skerry.origin.tables.partiql.Statement;
import dev.skerry.origin.tables.partiql.WriteTarget;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that write, as actions on the items of whose keys they speak. */
final class StatementActions {
  private StatementActions() {}

  /**
   * Does a statement by itself.
   *
   * @param tells whether a condition that is not true is told with the item
   * @return what it found and is to leave
   * @throws TableException when the item cannot be written so
   */
  static Writes.Written in(
      Transaction transaction, TableDefinition table, Statement statement, boolean tells) {
    WriteAction action = of(statement, table, tells);
    if (!table.schema().key().names().stream().allMatch(name -> action.key().get(name) != null)
        && action.kind() != WriteAction.Kind.INSERT) {
      throw TableException.validation(
          "Where clause does not contain a mandatory equality on all key attributes");
    }
    action.check(table);
    return action.apply(table, Items.get(transaction, table, action.key()));
  }

  /**
   * The action of a statement, whose key may be one that the table cannot have.
   *
   * @throws TableException of validation, when it speaks of several items
   */
  static WriteAction of(Statement statement, TableDefinition table, boolean tells) {
    return switch (statement) {
      case Statement.Insert(String name, Item item) -> {
        PutItem.checkSize(item);
        yield new WriteAction(WriteAction.Kind.INSERT, name, item, null, null, false);
      }
      case Statement.Update update -> {
        WriteTarget target = WriteTarget.of(update.where(), table.schema().key().names());
        yield new WriteAction(
            WriteAction.Kind.UPDATE,
            update.table(),
            target.key(),
            existing(table, target),
            update.changes(),
            tells);
      }
      case Statement.Delete delete -> {
        WriteTarget target = WriteTarget.of(delete.where(), table.schema().key().names());
        yield new WriteAction(
            WriteAction.Kind.DELETE,
            delete.table(),
            target.key(),
            missingOr(table, target.rest()),
            null,
            tells);
      }
      case Statement.Exists exists -> check(exists, table, tells);
      case Statement.Select select -> throw new IllegalArgumentException("a SELECT writes nothing");
    };
  }

  private static WriteAction check(Statement.Exists exists, TableDefinition table, boolean tells) {
    List<String> names = table.schema().key().names();
    WriteTarget target = WriteTarget.ofRead(exists.select().where(), names);
    if (!target.isWhole(names) || target.rest() == null) {
      throw TableException.validation(
          "EXISTS() must contain a single item read with additional condition");
    }
    return new WriteAction(
        WriteAction.Kind.CHECK, exists.table(), target.key(), existing(table, target), null, tells);
  }

  /** There must be an item, and what was said of it must be true. */
  private static Condition existing(TableDefinition table, WriteTarget target) {
    Condition exists = new Condition.Exists(partition(table));
    Condition rest = target.rest();
    return rest == null ? exists : new Condition.And(List.of(exists, rest));
  }

  /** What was said of an item must be true if there is one. */
  private static @Nullable Condition missingOr(TableDefinition table, @Nullable Condition rest) {
    return rest == null
        ? null
        : new Condition.Or(List.of(new Condition.NotExists(partition(table)), rest));
  }

  private static DocumentPath partition(TableDefinition table) {
    return DocumentPath.of(table.schema().key().names().getFirst());
  }

  /** What a statement gives back, or null where it says nothing of that. */
  static @Nullable Returning returning(Statement statement) {
    return switch (statement) {
      case Statement.Update update -> update.returning();
      case Statement.Delete delete -> delete.returning();
      default -> null;
    };
  }

  /** What a statement gives back of its item, or null for nothing. */
  static @Nullable Item returned(Statement statement, Writes.Written written) {
    Returning returning = returning(statement);
    Item before = written.before();
    Item after = written.after();
    if (returning == null) {
      return null;
    }
    Item item =
        switch (returning) {
          case ALL_OLD -> before;
          case ALL_NEW -> after;
          case MODIFIED_OLD -> modified(statement, before);
          case MODIFIED_NEW -> modified(statement, after);
        };
    return item == null || item.isEmpty() ? null : item;
  }

  private static @Nullable Item modified(Statement statement, @Nullable Item item) {
    return item != null && statement instanceof Statement.Update update
        ? update.changes().updatedPart(item)
        : null;
  }
}
