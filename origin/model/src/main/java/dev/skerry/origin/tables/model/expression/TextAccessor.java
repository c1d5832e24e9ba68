package dev.skerry.origin.tables.model.expression;

/**
 * A reference to a record's accessor whose component is a text.
 *
 * @param <R> the record
 */
@FunctionalInterface
public interface TextAccessor<R> extends Accessor<R, String> {}
