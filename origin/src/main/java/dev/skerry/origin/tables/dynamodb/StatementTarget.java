package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Statement;
import dev.skerry.origin.tables.partiql.WriteTarget;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one item that a statement reads or writes. */
record StatementTarget(String table, Item key) {
  /** The item of a statement, or null where it does not say one. */
  static @Nullable StatementTarget of(Statement statement, TableDefinition table) {
    List<String> names = table.schema().key().names();
    Item key =
        switch (statement) {
          case Statement.Insert(String name, Item item) -> item.only(names);
          case Statement.Update update -> WriteTarget.ofRead(update.where(), names).key();
          case Statement.Delete delete -> WriteTarget.ofRead(delete.where(), names).key();
          case Statement.Exists exists -> WriteTarget.ofRead(exists.select().where(), names).key();
          case Statement.Select select -> WriteTarget.onlyKey(select.where(), names);
        };
    return key == null || key.attributes().size() < names.size()
        ? null
        : new StatementTarget(table.name(), key);
  }

  /**
   * What was read.
   *
   * @param item what is wanted of the item, or null where there is none
   * @param whole the item, or null
   */
  record Got(TableDefinition table, @Nullable Item item, @Nullable Item whole) {}

  /**
   * Reads the item of a {@code SELECT} that says a key of the table and nothing else.
   *
   * @param refusal the text where it does not
   * @throws TableException of validation, when it does not
   */
  static Got get(Reads reads, TableDefinition table, Statement.Select select, String refusal) {
    Item key =
        StatementReads.index(table, select) == null
            ? WriteTarget.onlyKey(select.where(), table.schema().key().names())
            : null;
    if (key == null) {
      throw TableException.validation(refusal);
    }
    KeyInput.checkKey(table, key);
    Item whole = Items.get(reads, table, key);
    Item item = whole == null || select.columns() == null ? whole : select.columns().of(whole);
    return new Got(table, item, whole);
  }
}
