package dev.skerry.origin.tables.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes by name, in the order in which they came; immutable. */
public record Item(Map<String, AttributeValue> attributes) {
  /** The item without any attribute, which is what a condition sees where there is no item. */
  public static final Item EMPTY = new Item(Map.of());

  public Item {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The value of an attribute, or null. */
  public @Nullable AttributeValue get(String name) {
    return attributes.get(name);
  }

  /** Whether there is no attribute. */
  public boolean isEmpty() {
    return attributes.isEmpty();
  }

  /** The item with one attribute put in place of any of that name. */
  public Item with(String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new LinkedHashMap<>(attributes);
    changed.put(name, value);
    return new Item(changed);
  }

  /** The attributes of these names only, those that there are. */
  public Item only(Iterable<String> names) {
    Map<String, AttributeValue> kept = new LinkedHashMap<>();
    for (String name : names) {
      AttributeValue value = attributes.get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return new Item(kept);
  }
}
