package dev.skerry.origin.tables.model.expression;

/**
 * A reference to a record's accessor whose component is a number.
 *
 * @param <R> the record
 * @param <N> its type
 */
@FunctionalInterface
public interface NumberAccessor<R, N extends Number> extends Accessor<R, N> {}
