/**
 * Typed handles of attributes, and what is said with them: conditions, changes, projections and
 * keys, as DynamoDB's expressions.
 *
 * <p>Source: "Using expressions in DynamoDB" in the Amazon DynamoDB developer guide. This package
 * uses {@code item}, {@code schema} and {@code error}.
 */
@NullMarked
package dev.skerry.origin.tables.model.expression;

import org.jspecify.annotations.NullMarked;
