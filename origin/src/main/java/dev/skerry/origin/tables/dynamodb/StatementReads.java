package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.ItemRange;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.partiql.Columns;
import dev.skerry.origin.tables.partiql.ReadPlan;
import dev.skerry.origin.tables.partiql.Statement;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.CapacityUnits;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of a {@code SELECT}: as a query where it says keys, else as a scan. */
final class StatementReads {
  /**
   * What a request says beside the statement.
   *
   * @param limit how many items are looked at, at most
   * @param start behind which key to start, or null
   */
  record Options(long limit, boolean consistent, @Nullable Item start) {}

  /**
   * What was read.
   *
   * @param next behind which key there is more, or null
   */
  record Selected(List<Item> items, @Nullable Item next, Consumed consumed) {}

  private final TableDefinition table;
  private final Statement.Select select;
  private final @Nullable IndexDefinition index;

  /**
   * @throws TableException of validation, when the table has no such index
   */
  StatementReads(TableDefinition table, Statement.Select select) {
    this.table = table;
    this.select = select;
    this.index = index(table, select);
  }

  /**
   * The index that a statement names, or null for the table itself.
   *
   * @throws TableException of validation, when the table has no such index, or it cannot be read
   *     yet
   */
  static @Nullable IndexDefinition index(TableDefinition table, Statement.Select select) {
    String name = select.index();
    IndexDefinition index = name == null ? null : table.schema().index(name);
    if (name != null && (index == null || index.stage() == IndexDefinition.Stage.DELETING)) {
      throw TableException.validation("The table does not have the specified index");
    }
    if (index != null && index.stage() == IndexDefinition.Stage.BUILDING) {
      throw TableException.validation(
          "Cannot read from backfilling global secondary index: " + name);
    }
    return index;
  }

  /** A page of them. */
  Selected page(Reads reads, Options options) {
    if (index != null && index.global() && options.consistent) {
      throw TableException.validation(
          "Strongly consistent read is not supported on Global Secondary Indexes");
    }
    boolean whole = index != null && needsWhole(index);
    KeySchema schema = index == null ? table.schema().key() : index.key();
    ReadPlan plan = ReadPlan.of(select, schema.partition(), schema.sort());
    Item key = key(plan);
    if (key != null) {
      return item(reads, key, plan.filter(), consistency(options));
    }
    List<ItemRange> ranges = ranges(plan);
    if (options.start != null) {
      ranges = after(options.start, ranges);
    }
    Page.Wish wish = new Page.Wish(plan.filter(), null, options.limit, false, whole);
    Page page = new Page(ranges, wish).read(reads);
    return new Selected(shown(page.found()), page.next(), page.consumed(consistency(options)));
  }

  private static CapacityUnits.Consistency consistency(Options options) {
    return options.consistent
        ? CapacityUnits.Consistency.STRONG
        : CapacityUnits.Consistency.EVENTUAL;
  }

  private List<Item> shown(List<Item> found) {
    Columns columns = select.columns();
    return columns == null ? found : found.stream().map(columns::of).toList();
  }

  /** The key of the table that a plan reads if it reads one only, or null. */
  private @Nullable Item key(ReadPlan plan) {
    KeySchema schema = table.schema().key();
    if (index != null
        || !(plan instanceof ReadPlan.Queries queries)
        || queries.ranges().size() != 1
        || queries.ranges().getFirst().equal().size() < schema.sort().size()) {
      return null;
    }
    List<AttributeValue> values = new ArrayList<>(queries.ranges().getFirst().partition());
    values.addAll(queries.ranges().getFirst().equal());
    Item key = Item.EMPTY;
    for (int i = 0; i < values.size(); i++) {
      key = key.with(schema.names().get(i), values.get(i));
    }
    return key;
  }

  /** One item, behind which there is no next page. */
  private Selected item(
      Reads reads, Item key, @Nullable Condition filter, CapacityUnits.Consistency consistency) {
    KeyInput.checkKey(table, key);
    Item item = Items.get(reads, table, key);
    List<Item> found =
        item != null && (filter == null || filter.test(item)) ? List.of(item) : List.of();
    double units = CapacityUnits.read(item == null ? 0 : ItemSize.of(item), consistency);
    return new Selected(shown(found), null, new Consumed(table).read(null, units));
  }

  /** Whether columns are wanted that an index does not have, which only a local one may fetch. */
  private boolean needsWhole(IndexDefinition of) {
    Columns columns = select.columns();
    if (columns == null) {
      return false;
    }
    List<String> missing =
        columns.heads().stream().filter(head -> !of.has(head, table.schema().key())).toList();
    if (!missing.isEmpty() && of.global()) {
      throw TableException.validation(
          "One or more parameter values were invalid: Global secondary index "
              + of.name()
              + " does not project ["
              + String.join(", ", missing)
              + "]");
    }
    return !missing.isEmpty();
  }

  private List<ItemRange> ranges(ReadPlan plan) {
    return switch (plan) {
      case ReadPlan.Scan scan -> List.of(ItemRange.segment(table, index, 0, 1));
      case ReadPlan.Queries queries -> {
        Selection.checkProjected(table, index, queries.filter());
        yield queries.ranges().stream()
            .map(keys -> ItemRange.of(table, index, keys, queries.reversed()))
            .toList();
      }
    };
  }

  /** The ranges that are left behind a key, the first of them in part. */
  private List<ItemRange> after(Item start, List<ItemRange> ranges) {
    new StartKey(start, table, index).check();
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).contains(start)) {
        List<ItemRange> left = new ArrayList<>(ranges.subList(i, ranges.size()));
        left.set(0, left.getFirst().after(start));
        return left;
      }
    }
    throw NextToken.mismatch();
  }
}
