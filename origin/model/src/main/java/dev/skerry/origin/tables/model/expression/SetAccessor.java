package dev.skerry.origin.tables.model.expression;

import java.util.Set;

/**
 * A reference to a record's accessor whose component is a set.
 *
 * @param <R> the record
 * @param <E> its elements
 */
@FunctionalInterface
public interface SetAccessor<R, E> extends Accessor<R, Set<E>> {}
