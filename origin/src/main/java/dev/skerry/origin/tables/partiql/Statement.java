package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, in which parameters are in their places; immutable. */
public sealed interface Statement {
  /** The most that a statement may have, in chars. */
  int MAX_LENGTH = 8192;

  /** The table that is read or written. */
  String table();

  /** Whether it reads and changes nothing. */
  default boolean reads() {
    return this instanceof Select;
  }

  /**
   * The statement that a text is.
   *
   * @param parameters the values for its question marks, in order
   * @throws TableException of validation, when it is none
   */
  static Statement parse(String text, List<AttributeValue> parameters) {
    return new StatementParser(text, parameters).statement();
  }

  /**
   * Reads items.
   *
   * @param index null for the table itself
   * @param columns null for whole items
   */
  record Select(
      String table,
      @Nullable String index,
      @Nullable Columns columns,
      @Nullable Condition where,
      List<Ordering> order)
      implements Statement {
    public Select {
      order = List.copyOf(order);
    }
  }

  /** Puts an item where there is none. */
  record Insert(String table, Item item) implements Statement {}

  /** Changes an item that there is. */
  record Update(
      String table,
      dev.skerry.origin.tables.expression.Update changes,
      @Nullable Condition where,
      @Nullable Returning returning)
      implements Statement {}

  /** Deletes an item. */
  record Delete(String table, @Nullable Condition where, @Nullable Returning returning)
      implements Statement {}

  /** Requires of an item that a condition is true; stands in transactions only. */
  record Exists(Select select) implements Statement {
    @Override
    public String table() {
      return select.table;
    }
  }
}
