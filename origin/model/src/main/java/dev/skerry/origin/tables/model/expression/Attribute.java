package dev.skerry.origin.tables.model.expression;

import dev.skerry.origin.tables.model.expression.Conditions.Operator;
import java.util.Collection;
import java.util.List;

/**
 * A typed handle of what items have at one place; made by {@link Attributes#attribute}. Never
 * changes, so it may be kept in a constant.
 *
 * <p>What it is compared with is written as the component is: transformed, and in its form.
 *
 * @param <R> the record that the items are
 * @param <V> the type of the value
 */
@SuppressWarnings("overloads") // ambiguous for lambda expressions alone, which are refused
public sealed class Attribute<R, V>
    permits TextAttribute, NumberAttribute, SetAttribute, ListAttribute, MapAttribute {
  private final Path path;

  Attribute(Path path) {
    this.path = path;
  }

  /** Where it is. */
  public final Path path() {
    return path;
  }

  /** Holds where it is this value. */
  public final Condition<R> eq(V value) {
    return compared(Operator.EQ, given(value));
  }

  /** Holds where it is another value, or absent. */
  public final Condition<R> ne(V value) {
    return compared(Operator.NE, given(value));
  }

  /** Holds where it is less. */
  public final Condition<R> lt(V value) {
    return compared(Operator.LT, given(value));
  }

  /** Holds where it is less or the same. */
  public final Condition<R> le(V value) {
    return compared(Operator.LE, given(value));
  }

  /** Holds where it is more. */
  public final Condition<R> gt(V value) {
    return compared(Operator.GT, given(value));
  }

  /** Holds where it is more or the same. */
  public final Condition<R> ge(V value) {
    return compared(Operator.GE, given(value));
  }

  /** Holds where it is the same as another attribute. */
  public final Condition<R> eq(Attribute<R, V> other) {
    return compared(Operator.EQ, other.here());
  }

  /** Holds where it is not the same as another attribute. */
  public final Condition<R> ne(Attribute<R, V> other) {
    return compared(Operator.NE, other.here());
  }

  /** Holds where it is less than another attribute. */
  public final Condition<R> lt(Attribute<R, V> other) {
    return compared(Operator.LT, other.here());
  }

  /** Holds where it is not more than another attribute. */
  public final Condition<R> le(Attribute<R, V> other) {
    return compared(Operator.LE, other.here());
  }

  /** Holds where it is more than another attribute. */
  public final Condition<R> gt(Attribute<R, V> other) {
    return compared(Operator.GT, other.here());
  }

  /** Holds where it is not less than another attribute. */
  public final Condition<R> ge(Attribute<R, V> other) {
    return compared(Operator.GE, other.here());
  }

  /** Holds where it is from one value to another, both included. */
  public final Condition<R> between(V low, V high) {
    return new Conditions.Between<>(here(), given(low), given(high));
  }

  /** Holds where it is one of these, of which there may be 100 at most. */
  public final Condition<R> in(Collection<V> values) {
    return new Conditions.In<>(here(), values.stream().map(this::given).toList());
  }

  /** Holds where there is one. */
  public final Condition<R> exists() {
    return new Conditions.Call<>("attribute_exists", here(), List.of());
  }

  /** Holds where there is none. */
  public final Condition<R> isAbsent() {
    return new Conditions.Call<>("attribute_not_exists", here(), List.of());
  }

  /** Its size: characters of a text, octets, elements of a collection. */
  public final Size<R> size() {
    return new Size<>(path);
  }

  /** A component of the document that this is. */
  public final <W> Attribute<R, W> then(Accessor<V, W> accessor) {
    return new Attribute<>(path.then(accessor));
  }

  /** A text of the document that this is. */
  public final TextAttribute<R> then(TextAccessor<V> accessor) {
    return new TextAttribute<>(path.then(accessor));
  }

  /** A number of the document that this is. */
  public final <N extends Number> NumberAttribute<R, N> then(NumberAccessor<V, N> accessor) {
    return new NumberAttribute<>(path.then(accessor));
  }

  /** A set of the document that this is. */
  public final <E> SetAttribute<R, E> then(SetAccessor<V, E> accessor) {
    return new SetAttribute<>(path.then(accessor));
  }

  /** A list of the document that this is. */
  public final <E> ListAttribute<R, E> then(ListAccessor<V, E> accessor) {
    return new ListAttribute<>(path.then(accessor));
  }

  /** A map of the document that this is. */
  public final <E> MapAttribute<R, E> then(MapAccessor<V, E> accessor) {
    return new MapAttribute<>(path.then(accessor));
  }

  final Operand.At here() {
    return new Operand.At(path);
  }

  final Operand given(V value) {
    return new Operand.Given(path.encode(path.codec(), value));
  }

  private Condition<R> compared(Operator operator, Operand right) {
    return new Conditions.Comparison<>(here(), operator, right);
  }
}
