package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.ItemRange;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.CapacityUnits;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import dev.skerry.origin.tables.value.PageSize;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One page of a query or a scan: items are looked at until there are enough. Used once. */
final class Page {
  /**
   * How much is read for a page, in bytes: items that are kept whole, of which an index shows only
   * parts, or a filter none. Beyond it the page ends, where the service reads on.
   */
  private static final long MOST_STORED_BYTES = 32L << 20;

  /**
   * What is wanted of the items of a page.
   *
   * @param limit how many are looked at, at most
   * @param counts whether only their number is wanted
   * @param whole whether whole items are wanted of an index that has less
   */
  record Wish(
      @Nullable Condition filter,
      @Nullable Projection projection,
      long limit,
      boolean counts,
      boolean whole) {}

  private final List<ItemRange> ranges;
  private final TableDefinition table;
  private final @Nullable IndexDefinition index;
  private final Wish wish;
  private final List<Item> found = new ArrayList<>();
  private long looked;
  private long count;
  private long pageBytes;
  private long readBytes;
  private long storedBytes;
  private double fetchedUnits;
  private @Nullable Item last;
  private boolean more;

  Page(ItemRange range, Wish wish) {
    this(List.of(range), wish);
  }

  /** The page of several ranges, at least one, of one table or index, one after the other. */
  Page(List<ItemRange> ranges, Wish wish) {
    this.ranges = ranges;
    this.table = ranges.getFirst().table();
    this.index = ranges.getFirst().index();
    this.wish = wish;
  }

  /** Reads it. */
  Page read(Reads reads) {
    for (ItemRange range : ranges) {
      if (!more) {
        range.visit(reads, this::look);
      }
    }
    return this;
  }

  private boolean look(Item stored) {
    KeySchema key = table.schema().key();
    Item entry = index == null ? stored : index.of(stored, key);
    Item item = wish.whole ? stored : entry;
    looked++;
    pageBytes += PageSize.of(item, key.sortName());
    readBytes += ItemSize.of(entry);
    long bytes = ItemSize.of(stored);
    storedBytes += bytes;
    if (wish.whole && index != null && index.projected() != IndexDefinition.Projected.ALL) {
      fetchedUnits += CapacityUnits.read(bytes, CapacityUnits.Consistency.STRONG);
    }
    last = stored;
    if (wish.filter == null || wish.filter.test(item)) {
      count++;
      if (!wish.counts) {
        found.add(wish.projection == null ? item : wish.projection.of(item));
      }
    }
    more =
        looked >= wish.limit || pageBytes >= PageSize.MAX_BYTES || storedBytes >= MOST_STORED_BYTES;
    return !more;
  }

  /** Writes the members of the answer. */
  void write(Fields in, JsonGenerator out) {
    out.writeNumberProperty("Count", count);
    out.writeNumberProperty("ScannedCount", looked);
    if (!wish.counts) {
      AttributeValueWriter writer = new AttributeValueWriter(out);
      out.writeArrayPropertyStart("Items");
      found.forEach(writer::item);
      out.writeEndArray();
    }
    Item next = next();
    if (next != null) {
      out.writeName("LastEvaluatedKey");
      new AttributeValueWriter(out).item(next);
    }
    CapacityUnits.Consistency consistency =
        in.flag("ConsistentRead")
            ? CapacityUnits.Consistency.STRONG
            : CapacityUnits.Consistency.EVENTUAL;
    consumed(consistency).write(in, out);
  }

  /** What was found, where more than its number is wanted. */
  List<Item> found() {
    return found;
  }

  /** The key behind which the next page starts, or null where there is none. */
  @Nullable Item next() {
    return more && last != null ? last.only(keyNames(table, index)) : null;
  }

  /**
   * What reading it consumed: what was read of the table or index in sum, and each item by itself
   * that was fetched from the table for an index that has only parts of it.
   */
  Consumed consumed(CapacityUnits.Consistency consistency) {
    double ofOne = CapacityUnits.read(0, consistency);
    return new Consumed(table)
        .read(index, CapacityUnits.read(readBytes, consistency))
        .read(null, fetchedUnits * ofOne);
  }

  /** The attributes of a starting key. */
  static Set<String> keyNames(TableDefinition table, @Nullable IndexDefinition index) {
    Set<String> names = new LinkedHashSet<>(table.schema().key().names());
    if (index != null) {
      names.addAll(index.key().names());
    }
    return names;
  }
}
