package dev.skerry.edge.config.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decoded object: the values of its fields, each with its place.
 *
 * <p>A field may be absent, removed (written as null), broken (its problem was told), or given.
 */
final class Settings {
  private final ObjectShape shape;
  private final Place place;
  private final Map<Field<?>, Given> given = new LinkedHashMap<>();

  private record Given(@Nullable Object value, Place place) {}

  Settings(ObjectShape shape, Place place) {
    this.shape = shape;
    this.place = place;
  }

  /** An object without any field. */
  static Settings empty(ObjectShape shape, Place place) {
    return new Settings(shape, place);
  }

  <T> void put(Field<T> field, @Nullable T value, Place at) {
    given.put(field, new Given(value, at));
  }

  void remove(Field<?> field, Place at) {
    given.put(field, new Given(null, at));
  }

  ObjectShape shape() {
    return shape;
  }

  /** Where the object stands. */
  Place place() {
    return place;
  }

  /** Where the field's value stands, or the object where it has none. */
  Place place(Field<?> field) {
    Given value = given.get(field);
    return value == null ? place : value.place();
  }

  /** Whether the document says anything of the field. */
  boolean isMentioned(Field<?> field) {
    return given.containsKey(field);
  }

  /** Whether the field is given, and was understood. */
  boolean has(Field<?> field) {
    Given value = given.get(field);
    return value != null && value.value() != null;
  }

  /** The field's value or default, or null if it has neither. */
  @SuppressWarnings("unchecked") // put() is the only way in, and it is typed by the field
  <T> @Nullable T find(Field<T> field) {
    Given value = given.get(field);
    return value == null || value.value() == null ? field.byDefault() : (T) value.value();
  }

  /**
   * The field's value or default.
   *
   * @throws IllegalStateException if it has neither: the document was not free of problems
   */
  <T> T get(Field<T> field) {
    T value = find(field);
    if (value == null) {
      throw new IllegalStateException(place.path() + " has no " + field.name());
    }
    return value;
  }

  /** A nested object, empty if it is not given. */
  Settings object(Field<Settings> field) {
    Settings value = find(field);
    return value == null ? empty((ObjectShape) field.shape(), place(field)) : value;
  }

  /**
   * These settings with those of an outer level beneath: what is not mentioned here holds from
   * there.
   */
  Settings over(Settings beneath) {
    Settings merged = new Settings(shape, place);
    merged.given.putAll(beneath.given);
    for (Field<?> field : given.keySet()) {
      merge(field, beneath, merged);
    }
    return merged;
  }

  private <T> void merge(Field<T> field, Settings beneath, Settings merged) {
    Place at = place(field);
    if (!has(field)) {
      merged.remove(field, at);
      return;
    }
    T own = get(field);
    merged.put(field, beneath.has(field) ? field.shape().over(own, beneath.get(field)) : own, at);
  }

  /** As it would be written. */
  Object written() {
    Map<String, Object> out = new LinkedHashMap<>();
    for (Field<?> field : given.keySet()) {
      write(field, out);
    }
    return out;
  }

  private <T> void write(Field<T> field, Map<String, Object> out) {
    if (has(field)) {
      out.put(field.name(), field.shape().written(get(field)));
    }
  }
}
