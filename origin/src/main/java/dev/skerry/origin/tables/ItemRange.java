package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.tables.expression.KeyRange;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Items of a table, or of an index of it, in the order of their rows.
 *
 * @param index null for the table itself
 */
public record ItemRange(
    TableDefinition table, @Nullable IndexDefinition index, Range range, boolean reversed) {
  /** Few at first, for a page may end soon. */
  private static final int ROWS = 64;

  private static final int BYTES = 1 << 20;

  /** Those of which a query speaks. */
  public static ItemRange of(
      TableDefinition table, @Nullable IndexDefinition index, KeyRange keys, boolean reversed) {
    Key partition = RowKeys.partition(space(table, index), keys.partition());
    return new ItemRange(table, index, keys.keys(partition), reversed);
  }

  /** Those of one of so many segments. */
  public static ItemRange segment(
      TableDefinition table, @Nullable IndexDefinition index, long segment, long segments) {
    Range range = RowKeys.segment(space(table, index), segment, segments);
    return new ItemRange(table, index, range, false);
  }

  private static Key space(TableDefinition table, @Nullable IndexDefinition index) {
    return index == null
        ? RowKeys.items(table.number())
        : RowKeys.index(table.number(), index.number());
  }

  /** Where an item with these key attributes stands, whether or not there is one. */
  private Key place(Item key) {
    return index == null ? RowKeys.item(table, key) : RowKeys.entry(table, index, key);
  }

  /** Whether an item with these key attributes would be among them. */
  public boolean contains(Item key) {
    return range.contains(place(key));
  }

  /** Those behind an item with these key attributes, in their direction. */
  public ItemRange after(Item key) {
    Key place = place(key);
    if (reversed) {
      Key end = place.compareTo(range.to()) < 0 ? place : range.to();
      Key clamped = end.compareTo(range.from()) < 0 ? range.from() : end;
      return new ItemRange(table, index, range.endingBefore(clamped), true);
    }
    Key begin = place.compareTo(range.from()) < 0 ? range.from() : place.next();
    Key clamped = begin.compareTo(range.to()) > 0 ? range.to() : begin;
    return new ItemRange(table, index, range.startingAt(clamped), false);
  }

  /** Shows items, whole as the table has them, to a visitor until it wants no more. */
  public void visit(Reads reads, Predicate<Item> visitor) {
    Range left = range;
    Scan scan = new Scan(range, reversed, ROWS, BYTES);
    while (!left.isEmpty()) {
      Rows rows = reads.scan(scan.in(left));
      List<byte @Nullable []> values = values(reads, rows.rows());
      for (int i = 0; i < values.size(); i++) {
        byte[] value = values.get(i);
        if (value == null) {
          throw new EngineException.Corrupt("an entry of an index has no item", null);
        }
        if (!visitor.test(ItemRow.of(table.number(), value).item(reads))) {
          return;
        }
      }
      left = rows.rest();
      if (!left.isEmpty()) {
        giveWay();
      }
    }
  }

  /** Lets short calls pass: nobody takes a carrier from a virtual thread that reads on and on. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it but how long others wait
  private static void giveWay() {
    Thread.yield();
  }

  private List<byte @Nullable []> values(Reads reads, List<Row> rows) {
    if (index == null) {
      return rows.stream().<byte @Nullable []>map(Row::value).toList();
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    return reads.getAll(rows.stream().map(row -> Key.wrap(row.value())).toList());
  }
}
