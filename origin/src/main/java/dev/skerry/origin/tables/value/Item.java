package dev.skerry.origin.tables.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes by name, in the order in which they came; immutable. */
public final class Item {
  /** The item without any attribute, which is what a condition sees where there is no item. */
  public static final Item EMPTY = new Item(Map.of());

  private final Map<String, AttributeValue> attributes;

  /** What it counts for, once somebody has asked; the same whoever finds it out. */
  private int size = -1;

  /** An item of these attributes. */
  public Item(Map<String, AttributeValue> attributes) {
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  private Item(Owned owned) {
    this.attributes = Collections.unmodifiableMap(owned.attributes);
  }

  private record Owned(Map<String, AttributeValue> attributes) {}

  /** An item of these attributes, in that order, which nobody may change any more. */
  public static Item owning(Map<String, AttributeValue> attributes) {
    return new Item(new Owned(attributes));
  }

  /** The attributes by name. */
  public Map<String, AttributeValue> attributes() {
    return attributes;
  }

  /** What it counts for ({@link ItemSize}), in bytes. */
  int size() {
    int known = size;
    if (known < 0) {
      known = (int) ItemSize.ofEntries(attributes);
      size = known;
    }
    return known;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Item item && attributes.equals(item.attributes);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  @Override
  public String toString() {
    return attributes.toString();
  }
}
