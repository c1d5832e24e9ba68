/**
 * Attribute values: the ten types, exact numbers, how large they are, how they are ordered, how
 * they look in JSON and in keys.
 *
 * <p>Everything here is immutable or used by one thread, and does no I/O. Texts of errors are the
 * service's own, because clients match on them. Source: "Supported data types and naming rules",
 * "DynamoDB item sizes and formats" and the {@code AttributeValue} page of the API reference.
 *
 * <p>This package uses {@code dev.skerry.origin.tables.error}, the engine's keys and tuples, which
 * are pure functions on octets, and Jackson's streaming layer.
 */
@NullMarked
package dev.skerry.origin.tables.value;

import org.jspecify.annotations.NullMarked;
