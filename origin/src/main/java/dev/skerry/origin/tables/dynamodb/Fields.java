package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The members of a structure that were there, each of the type that its shape gives it. */
final class Fields {
  private final String structure;
  private final Map<String, Object> values;

  Fields(String structure, Map<String, Object> values) {
    this.structure = structure;
    this.values = values;
  }

  /** The name of the structure whose members they are. */
  String structure() {
    return structure;
  }

  @Nullable Object get(String name) {
    return values.get(name);
  }

  /** All members by name. */
  Map<String, Object> values() {
    return values;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable String text(String name) {
    return (String) values.get(name);
  }

  String text(String name, String otherwise) {
    return Objects.requireNonNullElse(text(name), otherwise);
  }

  /** The text of a member that was checked to be there. */
  String requiredText(String name) {
    return Objects.requireNonNull(text(name), name);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  @Nullable Long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : null;
  }

  @Nullable Double decimal(String name) {
    return values.get(name) instanceof Number number ? (Double) number.doubleValue() : null;
  }

  @Nullable Fields fields(String name) {
    return (Fields) values.get(name);
  }

  /** A list of structures, empty where it is not there. */
  List<Fields> list(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(Fields.class::cast).toList()
        : List.of();
  }

  /** A list of texts, empty where it is not there. */
  List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  <T> @Nullable Map<String, T> map(String name) {
    return (Map<String, T>) values.get(name);
  }

  /**
   * The attributes of a member that was checked to be there.
   *
   * @throws TableException of validation, when one is wrong
   */
  Item item(String name) {
    return item(Objects.requireNonNull(this.<WireValue>map(name), name));
  }

  /** The attributes of each element of a list, empty where it is not there. */
  List<Item> items(String name) {
    List<Item> items = new ArrayList<>();
    if (values.get(name) instanceof List<?> list) {
      for (Object each : list) {
        @SuppressWarnings("unchecked") // its shape is that of attributes
        Map<String, WireValue> map = (Map<String, WireValue>) each;
        items.add(item(map));
      }
    }
    return items;
  }

  private static Item item(Map<String, WireValue> map) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    map.forEach((attribute, value) -> attributes.put(attribute, value.orThrow()));
    return new Item(attributes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields fields && values.equals(fields.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
