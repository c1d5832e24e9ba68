/**
 * Expressions of the table API: condition, filter, key condition, projection and update, and the
 * parameters that were there before them, brought to the same trees.
 *
 * <p>{@link dev.skerry.origin.tables.expression.RequestExpressions} reads all expressions of a
 * request in the order, and with the texts, of the service. What it gives is immutable, needs no
 * lock, and is applied to items without I/O. Expressions are bounded by the service's own limits (4
 * KB, 300 operators, paths of 32 elements), so no input makes reading or applying deep or slow.
 *
 * <p>Source: "Using expressions in DynamoDB", "Legacy conditional parameters" and "Constraints in
 * DynamoDB" in the developer guide. This package uses {@code dev.skerry.origin.tables.value} and
 * {@code dev.skerry.origin.tables.error}.
 */
@NullMarked
package dev.skerry.origin.tables.expression;

import org.jspecify.annotations.NullMarked;
