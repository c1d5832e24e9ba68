package dev.skerry.origin.tables;

import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import dev.skerry.origin.tables.value.KeyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that are the key of a table or an index.
 *
 * @param partition those that tell the partition, at least one
 * @param sort those that order the items of a partition; may be none
 */
public record KeySchema(List<KeyAttribute> partition, List<KeyAttribute> sort) {
  public KeySchema {
    partition = List.copyOf(partition);
    sort = List.copyOf(sort);
  }

  /** All attributes, those of the partition first. */
  public List<KeyAttribute> attributes() {
    return Stream.concat(partition.stream(), sort.stream()).toList();
  }

  /** Their names. */
  public List<String> names() {
    return attributes().stream().map(KeyAttribute::name).toList();
  }

  /** The name of the first sort key attribute, or null. */
  public @Nullable String sortName() {
    return sort.isEmpty() ? null : sort.getFirst().name();
  }

  /** Whether an item has all attributes, each of its type and such as a key may have. */
  boolean isIn(Item item) {
    return isIn(item, partition, KeyRules.MAX_PARTITION_BYTES)
        && isIn(item, sort, KeyRules.MAX_SORT_BYTES);
  }

  private static boolean isIn(Item item, List<KeyAttribute> attributes, int mostBytes) {
    long sum = 0;
    for (KeyAttribute attribute : attributes) {
      AttributeValue value = item.get(attribute.name());
      if (value == null || value.type() != attribute.type()) {
        return false;
      }
      long bytes = ItemSize.of(value);
      sum += bytes;
      if (bytes == 0 || sum > mostBytes) {
        return false;
      }
    }
    return true;
  }

  /** The values that an item has for some attributes, all of which it has. */
  static List<AttributeValue> values(List<KeyAttribute> attributes, Item item) {
    List<AttributeValue> values = new ArrayList<>();
    for (KeyAttribute attribute : attributes) {
      AttributeValue value = item.get(attribute.name());
      if (value == null) {
        throw new IllegalArgumentException("the item has no key attribute " + attribute.name());
      }
      values.add(value);
    }
    return values;
  }
}
