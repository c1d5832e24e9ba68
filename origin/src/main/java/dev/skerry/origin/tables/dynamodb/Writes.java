package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Single writes: one transaction each, which answers with what was there and what is. */
final class Writes {
  /** What a write found and left. */
  record Written(TableDefinition table, @Nullable Item before, @Nullable Item after) {
    Consumed consumed(int times) {
      return new Consumed(table).write(before, after, times);
    }
  }

  /** A write of one item in a transaction that may be tried again. */
  interface Change {
    Written in(Transaction transaction, TableDefinition table);
  }

  private final Tables tables;
  private final ItemCollections collections;

  Writes(Tables tables) {
    this.tables = tables;
    this.collections = new ItemCollections(tables);
  }

  /** Does a write. */
  Written commit(String tableName, Change change) {
    return tables
        .engine()
        .transact(
            transaction -> {
              Written written = change.in(transaction, tables.usable(transaction, tableName));
              Items.write(transaction, written.table, written.before, written.after);
              return written;
            })
        .result();
  }

  /**
   * What puts an item in the place of another, or takes it away.
   *
   * @param named the item whose key is meant
   * @param after what is there then; null for nothing
   * @param condition that must hold of what was there; null for none
   */
  record Replacement(Item named, @Nullable Item after, @Nullable Condition condition) {}

  /**
   * Does a replacement, and answers with what was there if that is wanted.
   *
   * @param check refuses what is named for a table that it does not fit
   */
  void replace(
      Fields in, Replacement wanted, BiConsumer<TableDefinition, Item> check, JsonGenerator out) {
    Written written =
        commit(
            in.requiredText("TableName"),
            (transaction, table) -> {
              check.accept(table, wanted.named);
              Selection.checkPaths(table, wanted.condition);
              Item before = Items.get(transaction, table, wanted.named);
              Conditions.require(wanted.condition, before, Conditions.tells(in));
              return new Written(table, before, wanted.after);
            });
    boolean tellsOld = "ALL_OLD".equals(in.text("ReturnValues"));
    answer(in, written, tellsOld ? written.before() : null, out);
  }

  /** Writes the members that all answers of writes have. */
  void answer(Fields in, Written written, @Nullable Item attributes, JsonGenerator out) {
    if (attributes != null && !attributes.isEmpty()) {
      out.writeName("Attributes");
      new AttributeValueWriter(out).item(attributes);
    }
    written.consumed(1).write(in, out);
    collections.write(in, written, out);
  }

  /** Refuses values that the operation cannot return. */
  static void checkReturnsOld(Fields in) {
    String wanted = in.text("ReturnValues", "NONE");
    if (!wanted.equals("NONE") && !wanted.equals("ALL_OLD")) {
      throw TableException.validation("ReturnValues can only be ALL_OLD or NONE");
    }
  }
}
