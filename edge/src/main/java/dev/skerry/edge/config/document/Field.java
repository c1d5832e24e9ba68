package dev.skerry.edge.config.document;

import org.jspecify.annotations.Nullable;

/**
 * One field of an object: its name, shape, whether it must be there, its default and its
 * description.
 *
 * @param <T> what its value is decoded to
 */
final class Field<T> {
  private final String name;
  private final Shape<T> shape;
  private final String description;
  private final Presence presence;
  private final @Nullable T byDefault;
  private final @Nullable String example;

  /** What it means if a field is not there, or is null. */
  enum Presence {
    REQUIRED,
    OPTIONAL,
    /** Optional, and null takes away what the site or the defaults say. */
    REMOVABLE
  }

  private Field(
      String name,
      Shape<T> shape,
      String description,
      Presence presence,
      @Nullable T byDefault,
      @Nullable String example) {
    this.name = name;
    this.shape = shape;
    this.description = description;
    this.presence = presence;
    this.byDefault = byDefault;
    this.example = example;
  }

  /** A field that need not be there and has no default. */
  static <T> Field<T> of(String name, Shape<T> shape, String description) {
    return new Field<>(name, shape, description, Presence.OPTIONAL, null, null);
  }

  Field<T> required() {
    return new Field<>(name, shape, description, Presence.REQUIRED, byDefault, example);
  }

  Field<T> removable() {
    return new Field<>(name, shape, description, Presence.REMOVABLE, byDefault, example);
  }

  Field<T> or(T value) {
    return new Field<>(name, shape, description, presence, value, example);
  }

  /** With an example in YAML, for the reference page. */
  Field<T> like(String yaml) {
    return new Field<>(name, shape, description, presence, byDefault, yaml);
  }

  String name() {
    return name;
  }

  Shape<T> shape() {
    return shape;
  }

  String description() {
    return description;
  }

  Presence presence() {
    return presence;
  }

  @Nullable T byDefault() {
    return byDefault;
  }

  @Nullable String example() {
    return example;
  }

  /** The default as it would be written, or null. */
  @Nullable Object writtenDefault() {
    return byDefault == null ? null : shape.written(byDefault);
  }
}
