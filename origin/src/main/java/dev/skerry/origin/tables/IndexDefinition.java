package dev.skerry.origin.tables;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index of a table.
 *
 * @param number its name in keys of rows, unique in the table and never used again
 * @param global whether its partition key may differ from the table's
 * @param included the attributes that are projected beside keys, where the projection says so
 * @param onDemand the most that may be requested of it, null where nothing was said
 * @param warm what it should be ready for, null where nothing was said
 * @param until when {@link Stage#UPDATING} ends; before it a {@link Stage#BUILDING} does not begin,
 *     and a {@link Stage#DELETING} does not end
 */
public record IndexDefinition(
    int number,
    String name,
    boolean global,
    KeySchema key,
    Projected projected,
    List<String> included,
    Throughput throughput,
    @Nullable RequestUnits onDemand,
    @Nullable RequestUnits warm,
    Stage stage,
    Instant until) {
  /** Which attributes of items are in an index. */
  public enum Projected {
    ALL,
    KEYS_ONLY,
    INCLUDE
  }

  /** Where an index is in its life. */
  public enum Stage {
    /** It has all items that it should have. */
    ACTIVE,
    /** So, too; it was just changed. */
    UPDATING,
    /** Writes keep it, but it lacks items that were there before it. */
    BUILDING,
    /** Writes leave it alone, and its entries are being removed. */
    DELETING
  }

  public IndexDefinition {
    included = List.copyOf(included);
  }

  /** The same at another stage. */
  public IndexDefinition at(Stage other, Instant end) {
    return new IndexDefinition(
        number, name, global, key, projected, included, throughput, onDemand, warm, other, end);
  }

  /** The same with other throughput. */
  public IndexDefinition with(Throughput other) {
    return new IndexDefinition(
        number, name, global, key, projected, included, other, onDemand, warm, stage, until);
  }

  /** The same with other units by request. */
  public IndexDefinition with(@Nullable RequestUnits most, @Nullable RequestUnits ready) {
    return new IndexDefinition(
        number, name, global, key, projected, included, throughput, most, ready, stage, until);
  }

  /** Whether it has all items, so that it can be read. */
  public boolean isReadable() {
    return stage == Stage.ACTIVE || stage == Stage.UPDATING;
  }

  /** What it shows by itself at a moment, in an active table. */
  public TableDefinition.State statusAt(Instant now) {
    return switch (stage) {
      case ACTIVE -> TableDefinition.State.ACTIVE;
      case UPDATING ->
          now.isBefore(until) ? TableDefinition.State.UPDATING : TableDefinition.State.ACTIVE;
      case BUILDING -> TableDefinition.State.CREATING;
      case DELETING -> TableDefinition.State.DELETING;
    };
  }

  /** What the index has of an item of the table. */
  public Item of(Item item, KeySchema tableKey) {
    return projected == Projected.ALL ? item : item.only(names(tableKey));
  }

  /** What an item of the table counts for in the index, in bytes. */
  long sizeOf(Item item, KeySchema tableKey) {
    if (projected == Projected.ALL) {
      return ItemSize.of(item);
    }
    long bytes = 0;
    for (String name : names(tableKey)) {
      AttributeValue value = item.get(name);
      if (value != null) {
        bytes += ItemSize.utf8Length(name) + ItemSize.of(value);
      }
    }
    return bytes;
  }

  private Set<String> names(KeySchema tableKey) {
    Set<String> names = new LinkedHashSet<>(tableKey.names());
    names.addAll(key.names());
    names.addAll(included);
    return names;
  }

  /** Whether it has an attribute of every item. */
  public boolean has(String attribute, KeySchema tableKey) {
    return projected == Projected.ALL
        || included.contains(attribute)
        || key.names().contains(attribute)
        || tableKey.names().contains(attribute);
  }
}
