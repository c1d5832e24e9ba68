package dev.skerry.origin.tables;

import dev.skerry.origin.tables.value.AttributeType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    return kept().stream()
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

  /** The indexes that writes keep: all but those that are being deleted. */
  public List<IndexDefinition> kept() {
    for (IndexDefinition index : indexes) {
      if (index.stage() == IndexDefinition.Stage.DELETING) {
        return indexes.stream()
            .filter(each -> each.stage() != IndexDefinition.Stage.DELETING)
            .toList();
      }
    }
    return indexes;
  }

  /** The same with an index in place of the one of its number, or behind the others. */
  public TableSchema with(IndexDefinition index) {
    List<IndexDefinition> changed = new ArrayList<>(indexes);
    changed.replaceAll(each -> each.number() == index.number() ? index : each);
    if (!changed.contains(index)) {
      changed.add(index);
    }
    return new TableSchema(attributes, key, changed);
  }

  /** The same with further attributes; one that is there keeps its type. */
  public TableSchema defining(Map<String, AttributeType> more) {
    Map<String, AttributeType> changed = new LinkedHashMap<>(more);
    changed.putAll(attributes);
    Map<String, AttributeType> ordered = new LinkedHashMap<>(attributes);
    changed.forEach(ordered::putIfAbsent);
    return new TableSchema(ordered, key, indexes);
  }

  /** The same without the index of a number, and without attributes that only it had. */
  TableSchema without(int number) {
    List<IndexDefinition> left = indexes.stream().filter(each -> each.number() != number).toList();
    Set<String> used = new HashSet<>(key.names());
    left.forEach(index -> used.addAll(index.key().names()));
    Map<String, AttributeType> types = new LinkedHashMap<>(attributes);
    types.keySet().retainAll(used);
    return new TableSchema(types, key, left);
  }
}
