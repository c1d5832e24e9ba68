package dev.skerry.origin.tables;

import dev.skerry.origin.tables.value.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A secondary index of a table.
 *
 * @param number its name in keys of rows, unique in the table and never used again
 * @param global whether its partition key may differ from the table's
 * @param included the attributes that are projected beside keys, where the projection says so
 */
public record IndexDefinition(
    int number,
    String name,
    boolean global,
    KeySchema key,
    Projected projected,
    List<String> included,
    Throughput throughput) {
  /** Which attributes of items are in an index. */
  public enum Projected {
    ALL,
    KEYS_ONLY,
    INCLUDE
  }

  public IndexDefinition {
    included = List.copyOf(included);
  }

  /** What the index has of an item of the table. */
  public Item of(Item item, KeySchema tableKey) {
    if (projected == Projected.ALL) {
      return item;
    }
    Set<String> names = new LinkedHashSet<>(tableKey.names());
    names.addAll(key.names());
    names.addAll(included);
    return item.only(names);
  }

  /** Whether it has an attribute of every item. */
  public boolean has(String attribute, KeySchema tableKey) {
    return projected == Projected.ALL
        || included.contains(attribute)
        || key.names().contains(attribute)
        || tableKey.names().contains(attribute);
  }
}
