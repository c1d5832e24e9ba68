package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.ConditionCheck.DISTINCT;
import static dev.skerry.origin.tables.expression.ConditionCheck.FUNCTION_USE;
import static dev.skerry.origin.tables.expression.ConditionCheck.OPERAND_TYPE;

import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ValueOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Looks at the operands of conditions, as far as they are known without an item. */
final class OperandChecks {
  private final Findings<ConditionCheck> findings;

  OperandChecks(Findings<ConditionCheck> findings) {
    this.findings = findings;
  }

  /** No function but size may be an operand. */
  void checkUse(ConditionNode... operands) {
    for (ConditionNode operand : operands) {
      if (operand.bare() instanceof ConditionNode.Call(String name, var arguments)
          && !name.equals("size")) {
        wrongUse(name);
      }
    }
  }

  /** A function stands where it cannot. */
  void wrongUse(String function) {
    findings.add(
        FUNCTION_USE,
        "The function is not allowed to be used this way in an expression; function: " + function);
  }

  /** The operands of a function have types that it can work with. */
  void checkTypes(ConditionFunction function, List<ConditionNode> arguments) {
    switch (function) {
      case ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS -> {
        if (!(arguments.getFirst().bare() instanceof ConditionNode.Path)) {
          findings.add(
              OPERAND_TYPE,
              "Operator or function requires a document path; operator or function: "
                  + function.word());
        }
      }
      case ATTRIBUTE_TYPE -> checkTypeName(arguments.get(1));
      case BEGINS_WITH ->
          checkTypes(function.word(), Set.of(AttributeType.S, AttributeType.B), arguments);
      case SIZE ->
          checkTypes(
              function.word(),
              EnumSet.complementOf(
                  EnumSet.of(AttributeType.N, AttributeType.BOOL, AttributeType.NULL)),
              arguments);
      case CONTAINS -> {}
    }
  }

  private void checkTypeName(ConditionNode node) {
    AttributeType type = node.staticType();
    if (type != AttributeType.S) {
      boolean undefined = node.bare() instanceof ConditionNode.Value && type == null;
      if (!undefined) {
        wrongType("attribute_type", type == null ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}" : type.name());
      }
    } else if (node.literal() instanceof AttributeValue.S(String name)
        && AttributeType.named(name) == null) {
      findings.add(
          OPERAND_TYPE,
          "Invalid attribute type name found; type: "
              + name
              + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
  }

  /** Values of the request that are compared have an order. */
  void checkOrdered(String operator, ConditionNode... nodes) {
    checkTypes(
        operator, Set.of(AttributeType.S, AttributeType.N, AttributeType.B), Arrays.asList(nodes));
  }

  private void checkTypes(String operator, Set<AttributeType> allowed, List<ConditionNode> nodes) {
    for (ConditionNode node : nodes) {
      AttributeType type = node.staticType();
      if (type != null && !allowed.contains(type)) {
        wrongType(operator, type.name());
      }
    }
  }

  private void wrongType(String operator, String type) {
    findings.add(
        OPERAND_TYPE,
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + type);
  }

  /** Bounds of the request are of one type and in order. */
  void checkBounds(ConditionNode low, ConditionNode high) {
    AttributeValue lower = low.literal();
    AttributeValue upper = high.literal();
    if (lower == null || upper == null) {
      return;
    }
    String bounds =
        "; lower bound operand: AttributeValue: "
            + shown(lower)
            + ", upper bound operand: AttributeValue: "
            + shown(upper);
    if (lower.type() != upper.type()) {
      findings.add(
          OPERAND_TYPE,
          "The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
    } else if (ValueOrder.compare(lower, upper).orElse(0) > 0) {
      findings.add(
          OPERAND_TYPE,
          "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
              + bounds);
    }
  }

  private static String shown(AttributeValue value) {
    String content =
        switch (value) {
          case AttributeValue.S(String text) -> text;
          case AttributeValue.N number -> number.value().toString();
          case AttributeValue.B bytes -> bytes.value().toString();
          default -> value.toString();
        };
    return "{" + value.type() + ":" + content + "}";
  }

  /** No operand is compared with itself. */
  void checkDistinct(String operator, ConditionNode first, List<ConditionNode> others) {
    if (first.bare() instanceof ConditionNode.Path(DocumentPath path)) {
      for (ConditionNode other : others) {
        if (other.bare() instanceof ConditionNode.Path(DocumentPath same) && same.equals(path)) {
          findings.add(
              DISTINCT,
              "The first operand must be distinct from the remaining operands for this operator or"
                  + " function; operator: "
                  + operator
                  + ", first operand: "
                  + path);
        }
      }
    }
  }
}
