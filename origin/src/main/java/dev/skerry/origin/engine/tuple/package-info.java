/**
 * Keys of several parts that are in the order of their parts.
 *
 * <p>{@link dev.skerry.origin.engine.tuple.TupleWriter} appends parts to a key, {@link
 * dev.skerry.origin.engine.tuple.TupleReader} reads them back. Two keys written with the same kinds
 * of parts compare as their first parts that differ do. The kinds are not in the key: a layer knows
 * them from the beginning of the key, and so pays nothing for them.
 *
 * <p>Pure functions on octets; knows keys and ranges.
 */
@NullMarked
package dev.skerry.origin.engine.tuple;

import org.jspecify.annotations.NullMarked;
