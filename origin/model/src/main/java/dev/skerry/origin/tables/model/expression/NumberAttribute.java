package dev.skerry.origin.tables.model.expression;

/**
 * A typed handle of a number.
 *
 * @param <R> the record that the items are
 * @param <N> its type
 */
public final class NumberAttribute<R, N extends Number> extends Attribute<R, N> {
  NumberAttribute(Path path) {
    super(path);
  }
}
