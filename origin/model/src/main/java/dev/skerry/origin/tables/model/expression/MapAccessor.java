package dev.skerry.origin.tables.model.expression;

import java.util.Map;

/**
 * A reference to a record's accessor whose component is a map.
 *
 * @param <R> the record
 * @param <E> its values
 */
@FunctionalInterface
public interface MapAccessor<R, E> extends Accessor<R, Map<String, E>> {}
