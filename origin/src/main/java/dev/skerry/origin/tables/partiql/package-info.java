/**
 * PartiQL for the table API: statements, from their text to the trees of expressions and to the
 * keys that they speak of.
 *
 * <p>{@link dev.skerry.origin.tables.partiql.Statement#parse} puts parameters in their places and
 * gives a tree whose conditions, updates and values are those of {@code expression} and {@code
 * value}; nothing here evaluates anything. {@link dev.skerry.origin.tables.partiql.ReadPlan} and
 * {@link dev.skerry.origin.tables.partiql.WriteTarget} find the keys in conditions. Everything is
 * immutable or used by one thread, and does no I/O. Statements are bounded, in length by who
 * receives them and in depth here, so no input makes reading or applying deep.
 *
 * <p>Source: "PartiQL: a SQL-compatible query language for Amazon DynamoDB" in the developer guide.
 * This package uses {@code dev.skerry.origin.tables.expression}, {@code value} and {@code error}.
 */
@NullMarked
package dev.skerry.origin.tables.partiql;

import org.jspecify.annotations.NullMarked;
