package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a map of a record, by the names of attributes, for whoever writes JSON and the like. Never
 * changes; each method gives another one.
 *
 * @param <R> the record
 */
public final class Serializer<R extends Record> {
  private final Map<String, Function<R, @Nullable Object>> members;

  private Serializer(Map<String, Function<R, @Nullable Object>> members) {
    this.members = members;
  }

  static <R extends Record> Serializer<R> of(Document<R> document) {
    Map<String, Function<R, @Nullable Object>> members = new LinkedHashMap<>();
    for (Component each : document.components()) {
      if (!each.traits().hidden()) {
        members.put(each.attribute(), each::of);
      }
    }
    return new Serializer<>(members);
  }

  /** Without these attributes. */
  @SafeVarargs
  public final Serializer<R> without(Attribute<R, ?>... attributes) {
    List<String> names = names(attributes);
    return kept(name -> !names.contains(name));
  }

  /** With these attributes and no others. */
  @SafeVarargs
  public final Serializer<R> only(Attribute<R, ?>... attributes) {
    List<String> names = names(attributes);
    return kept(names::contains);
  }

  /** With one more member, or another value for one that there is: also for a hidden one. */
  public Serializer<R> with(String name, Function<R, @Nullable Object> value) {
    Map<String, Function<R, @Nullable Object>> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Serializer<>(more);
  }

  private static List<String> names(Attribute<?, ?>... attributes) {
    return Arrays.stream(attributes).map(each -> each.path().toString()).toList();
  }

  private Serializer<R> kept(Predicate<String> which) {
    Map<String, Function<R, @Nullable Object>> fewer = new LinkedHashMap<>(members);
    fewer.keySet().removeIf(name -> !which.test(name));
    return new Serializer<>(fewer);
  }

  /** The map of a record; members without a value are left out. */
  public Map<String, Object> map(R record) {
    Map<String, Object> map = new LinkedHashMap<>();
    members.forEach(
        (name, member) -> {
          @Nullable Object value = member.apply(record);
          if (value != null) {
            map.put(name, Plain.of(value));
          }
        });
    return map;
  }

  /** The maps of records. */
  public List<Map<String, Object>> maps(Collection<R> records) {
    return records.stream().map(this::map).toList();
  }
}
