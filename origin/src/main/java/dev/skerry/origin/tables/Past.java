package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.nio.BufferUnderflowException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the feed tells of the past of tables that are recorded, for the {@link Archive}. */
sealed interface Past {
  /** Where it is told, of all tables. */
  Topic TOPIC = new Topic("tables.past");

  /** The number of the table. */
  long table();

  /**
   * An item as it was before a commit.
   *
   * @param place of its row among those of its table
   * @param before none where there was no item
   */
  record Version(long table, Key place, Change.Image before) implements Past {}

  /**
   * A moment to which somebody wants to come back: that of this commit.
   *
   * @param copy the number to which the table is to be copied as it is now, for the account whose
   *     it is, or {@link #CONTINUOUS}
   */
  record Mark(long table, long copy) implements Past {
    /** From here on the table can be restored to any second. */
    static final long CONTINUOUS = 0;
  }

  /** An entry that tells of a table what cannot be read. */
  record Unreadable(long table, EngineException.Corrupt cause) implements Past {}

  /** Tells what an item was before the transaction. */
  static void tell(Transaction transaction, long table, Key row, Change.Image before) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("t", AttributeValue.number(table));
    fields.put("p", new AttributeValue.B(Bytes.copyOf(RowKeys.place(table, row).octets())));
    Change.put(fields, "b", before);
    transaction.emit(TOPIC, ItemCodec.encode(new Item(fields)));
  }

  /** Marks the moment of the transaction. */
  static void mark(Transaction transaction, long table, long copy) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("t", AttributeValue.number(table));
    fields.put("m", AttributeValue.number(copy));
    transaction.emit(TOPIC, ItemCodec.encode(new Item(fields)));
  }

  /** What an entry of the topic tells; corrupt where not even a table can be read. */
  static Past of(byte[] entry) {
    Item fields = ItemCodec.decode(entry);
    if (!(fields.get("t") instanceof AttributeValue.N(ExactNumber number))) {
      throw new EngineException.Corrupt("an entry of the feed tells nothing of the past", null);
    }
    long table = whole(number);
    try {
      return of(table, fields);
    } catch (EngineException.Corrupt e) {
      return new Unreadable(table, e);
    }
  }

  private static Past of(long table, Item fields) {
    if (fields.get("m") instanceof AttributeValue.N(ExactNumber copy)) {
      return new Mark(table, whole(copy));
    }
    if (!(fields.get("p") instanceof AttributeValue.B(Bytes place))) {
      throw new EngineException.Corrupt("an entry of the past has no place", null);
    }
    try {
      return new Version(table, Key.wrap(place.toArray()), Change.image(table, fields.get("b")));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new EngineException.Corrupt("an entry of the past cannot be read", e);
    }
  }

  private static long whole(ExactNumber number) {
    try {
      return number.toBigDecimal().longValueExact();
    } catch (ArithmeticException e) {
      throw new EngineException.Corrupt("an entry of the past has a number of " + number, e);
    }
  }
}
