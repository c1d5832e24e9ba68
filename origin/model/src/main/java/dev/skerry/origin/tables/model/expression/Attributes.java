package dev.skerry.origin.tables.model.expression;

/** Makes handles of attributes from references to a record's accessors. */
@SuppressWarnings("overloads") // ambiguous for lambda expressions alone, which are refused
public final class Attributes {
  private Attributes() {}

  /**
   * The handle of a component.
   *
   * @param accessor such as {@code User::address}
   * @throws IllegalArgumentException if it is no reference to a record's accessor
   */
  public static <R extends Record, V> Attribute<R, V> attribute(Accessor<R, V> accessor) {
    return new Attribute<>(Path.begin(accessor));
  }

  /** The handle of a text. */
  public static <R extends Record> TextAttribute<R> attribute(TextAccessor<R> accessor) {
    return new TextAttribute<>(Path.begin(accessor));
  }

  /** The handle of a number. */
  public static <R extends Record, N extends Number> NumberAttribute<R, N> attribute(
      NumberAccessor<R, N> accessor) {
    return new NumberAttribute<>(Path.begin(accessor));
  }

  /** The handle of a set. */
  public static <R extends Record, E> SetAttribute<R, E> attribute(SetAccessor<R, E> accessor) {
    return new SetAttribute<>(Path.begin(accessor));
  }

  /** The handle of a list. */
  public static <R extends Record, E> ListAttribute<R, E> attribute(ListAccessor<R, E> accessor) {
    return new ListAttribute<>(Path.begin(accessor));
  }

  /** The handle of a map. */
  public static <R extends Record, E> MapAttribute<R, E> attribute(MapAccessor<R, E> accessor) {
    return new MapAttribute<>(Path.begin(accessor));
  }
}
