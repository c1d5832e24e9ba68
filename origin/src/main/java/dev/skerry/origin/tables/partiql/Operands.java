package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Comparison;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.Operand;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ValueOrder;

/** Makes conditions of operands whose types, as far as they are known, are as they must be. */
final class Operands {
  private Operands() {}

  static Condition compare(Comparison comparison, Operand left, Operand right) {
    if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
      checkOrdered(comparison.sign(), left);
      checkOrdered(comparison.sign(), right);
    }
    return new Condition.Compare(comparison, left, right);
  }

  static Condition between(Operand operand, Operand low, Operand high) {
    checkOrdered("BETWEEN", operand);
    checkOrdered("BETWEEN", low);
    checkOrdered("BETWEEN", high);
    if (low instanceof Operand.Literal(AttributeValue lower)
        && high instanceof Operand.Literal(AttributeValue upper)) {
      checkBounds(lower, upper);
    }
    return new Condition.Between(operand, low, high);
  }

  private static void checkBounds(AttributeValue lower, AttributeValue upper) {
    if (lower.type() != upper.type()) {
      throw TableException.validation(
          "The BETWEEN operator requires same data type for lower and upper bounds");
    }
    if (ValueOrder.compare(lower, upper).orElse(0) > 0) {
      throw TableException.validation(
          "The BETWEEN operator requires upper bound to be greater than or equal to lower bound");
    }
  }

  private static void checkOrdered(String operator, Operand operand) {
    AttributeType type = operand.staticType();
    if (type != null && !type.isOrdered()) {
      throw WrongOperand.of(operator, type);
    }
  }

  static Operand size(Operand of) {
    AttributeType type = of.staticType();
    if (type == AttributeType.N || type == AttributeType.BOOL || type == AttributeType.NULL) {
      throw WrongOperand.of("size", type);
    }
    return new Operand.Size(of);
  }

  static Condition beginsWith(Operand operand, Operand start) {
    checkText(operand);
    checkText(start);
    return new Condition.BeginsWith(operand, start);
  }

  private static void checkText(Operand operand) {
    AttributeType type = operand.staticType();
    if (type != null && type != AttributeType.S && type != AttributeType.B) {
      throw WrongOperand.of("begins_with", type);
    }
  }

  static Condition hasType(Operand operand, Operand type) {
    if (!(type instanceof Operand.Literal(AttributeValue value))) {
      throw TableException.validation(
          "Incorrect operand type for operator or function; operator or function: attribute_type,"
              + " operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
    }
    if (!(value instanceof AttributeValue.S(String name))) {
      throw WrongOperand.of("attribute_type", value.type());
    }
    AttributeType wanted = AttributeType.named(name);
    if (wanted == null) {
      throw TableException.validation(
          "Invalid attribute type name found; type: "
              + name
              + ", valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}");
    }
    return new Condition.HasType(operand, wanted);
  }
}
