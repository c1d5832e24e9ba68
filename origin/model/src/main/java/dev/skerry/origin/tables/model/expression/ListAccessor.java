package dev.skerry.origin.tables.model.expression;

import java.util.List;

/**
 * A reference to a record's accessor whose component is a list.
 *
 * @param <R> the record
 * @param <E> its elements
 */
@FunctionalInterface
public interface ListAccessor<R, E> extends Accessor<R, List<E>> {}
