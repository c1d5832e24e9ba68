package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeType;

/** An attribute of a table's or an index's key, with the type that its definition gives it. */
public record KeyAttribute(String name, AttributeType type) {}
