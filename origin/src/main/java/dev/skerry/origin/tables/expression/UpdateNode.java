package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeType;
import org.jspecify.annotations.Nullable;

/**
 * A part of what {@code SET} gives, while it is read.
 *
 * @param value what it is
 * @param calculation whether it is a sum or difference, which can be no operand
 * @param grouped whether parentheses are around it
 */
record UpdateNode(SetValue value, boolean calculation, boolean grouped) {
  /** A path, a value of the request or a function. */
  static UpdateNode operand(SetValue value) {
    return new UpdateNode(value, false, false);
  }

  /** The type of a value of the request, or null. */
  @Nullable AttributeType literalType() {
    return value instanceof SetValue.Literal literal ? literal.value().type() : null;
  }
}
