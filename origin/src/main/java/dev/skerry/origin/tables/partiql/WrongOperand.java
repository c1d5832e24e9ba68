package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeType;

/** The refusal of an operand that has a type with which an operator cannot work. */
final class WrongOperand {
  private WrongOperand() {}

  static TableException of(String operator, AttributeType type) {
    return TableException.validation(
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + type);
  }
}
