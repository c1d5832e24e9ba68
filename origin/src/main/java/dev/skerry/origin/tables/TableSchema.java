package dev.skerry.origin.tables;

import dev.skerry.origin.tables.value.AttributeType;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a table and of its indexes.
 *
 * @param attributes the attributes that are defined, which are those of keys
 */
public record TableSchema(
    Map<String, AttributeType> attributes, KeySchema key, List<IndexDefinition> indexes) {
  public TableSchema {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    indexes = List.copyOf(indexes);
  }

  /** Those indexes that have partitions of their own, and then the others: so refusals come. */
  public List<IndexDefinition> indexesGlobalFirst() {
    return indexes.stream()
        .sorted(Comparator.comparing(IndexDefinition::global).reversed())
        .toList();
  }

  /** The index of a name, or null. */
  public @Nullable IndexDefinition index(String name) {
    for (IndexDefinition index : indexes) {
      if (index.name().equals(name)) {
        return index;
      }
    }
    return null;
  }
}
