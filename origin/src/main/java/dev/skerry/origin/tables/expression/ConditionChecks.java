package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.ConditionCheck.DISTINCT;
import static dev.skerry.origin.tables.expression.ConditionCheck.FUNCTION_NAME;
import static dev.skerry.origin.tables.expression.ConditionCheck.OPERAND_COUNT;
import static dev.skerry.origin.tables.expression.ConditionCheck.OPERAND_TYPE;
import static dev.skerry.origin.tables.expression.ConditionCheck.OPERATORS;
import static dev.skerry.origin.tables.expression.ConditionCheck.PARENTHESES;
import static dev.skerry.origin.tables.expression.ConditionCheck.PATH;
import static dev.skerry.origin.tables.expression.ConditionCheck.PLACEHOLDER;
import static dev.skerry.origin.tables.expression.ConditionCheck.PRIMITIVE;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.ConditionNode.Call;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes conditions of what was read, and notes what is wrong with them. */
final class ConditionChecks implements PathReader.Report {
  static final int MAX_OPERATORS = 300;
  static final String REDUNDANT_PARENTHESES = "The expression has redundant parentheses;";

  private static final int MAX_IN_OPERANDS = 100;
  private static final Set<ConditionCheck> OF_PRIMITIVE =
      EnumSet.of(PLACEHOLDER, OPERAND_COUNT, DISTINCT, OPERAND_TYPE);

  /** Stands for a condition that will be refused. */
  private static final Condition REFUSED = new Condition.Or(List.of());

  private final Findings<ConditionCheck> findings = new Findings<>(ConditionCheck.class);
  private final OperandChecks operands = new OperandChecks(findings);
  private int operators;

  @Override
  public void wrongPath(String text) {
    findings.add(PATH, text);
  }

  @Override
  public void undefinedName(String text) {
    findings.add(PLACEHOLDER, text);
  }

  void undefinedValue(String placeholder) {
    findings.add(
        PLACEHOLDER,
        "An expression attribute value used in expression is not defined; attribute value: "
            + placeholder);
  }

  void operator() {
    if (++operators > MAX_OPERATORS) {
      findings.add(
          OPERATORS, "The expression contains too many operators; operator count: " + operators);
    }
  }

  void redundantParentheses() {
    findings.add(PARENTHESES, REDUNDANT_PARENTHESES);
  }

  /**
   * Ends the checks.
   *
   * @throws TableException of validation, when anything is wrong
   */
  void throwFirst(ExpressionKind kind) {
    String text = findings.first();
    if (text != null) {
      throw kind.invalid(text);
    }
  }

  Condition compare(Comparison comparison, ConditionNode left, ConditionNode right) {
    operands.checkUse(left, right);
    if (comparison.needsOrder()) {
      operands.checkOrdered(comparison.sign(), left, right);
    }
    operands.checkDistinct(comparison.sign(), left, List.of(right));
    endPrimitive();
    return new Condition.Compare(comparison, operand(left), operand(right));
  }

  Condition between(ConditionNode operand, ConditionNode low, ConditionNode high) {
    operands.checkUse(operand, low, high);
    operands.checkOrdered("BETWEEN", operand, low, high);
    operands.checkBounds(low, high);
    operands.checkDistinct("BETWEEN", operand, List.of(low, high));
    endPrimitive();
    return new Condition.Between(operand(operand), operand(low), operand(high));
  }

  Condition in(ConditionNode operand, List<ConditionNode> listed) {
    operands.checkUse(operand);
    operands.checkUse(listed.toArray(ConditionNode[]::new));
    if (listed.size() > MAX_IN_OPERANDS) {
      findings.add(
          OPERAND_COUNT,
          "The IN operator is provided with too many operands; number of operands: "
              + listed.size());
    }
    operands.checkDistinct("IN", operand, listed);
    endPrimitive();
    return new Condition.In(operand(operand), listed.stream().map(this::operand).toList());
  }

  /** Checks a function, whatever it will be used for. */
  void function(Call call) {
    operands.checkUse(call.arguments().toArray(ConditionNode[]::new));
    ConditionFunction function = ConditionFunction.named(call.name());
    if (function == null) {
      findings.add(FUNCTION_NAME, ConditionFunction.unknown(call.name()));
      return;
    }
    List<ConditionNode> arguments = call.arguments();
    if (arguments.size() != function.operands()) {
      findings.add(
          OPERAND_COUNT,
          "Incorrect number of operands for operator or function; operator or function: "
              + call.name()
              + ", number of operands: "
              + arguments.size());
      return;
    }
    if (arguments.size() > 1) {
      operands.checkDistinct(
          call.name(), arguments.getFirst(), arguments.subList(1, arguments.size()));
    }
    operands.checkTypes(function, arguments);
  }

  /** What a function is as a condition; size is none. */
  Condition condition(Call call) {
    endPrimitive();
    ConditionFunction function = ConditionFunction.named(call.name());
    if (function == ConditionFunction.SIZE) {
      operands.wrongUse(call.name());
    }
    if (function == null || call.arguments().size() != function.operands()) {
      return REFUSED;
    }
    Operand first = operand(call.arguments().getFirst());
    return switch (function) {
      case ATTRIBUTE_EXISTS ->
          first instanceof Operand.Path(DocumentPath path) ? new Condition.Exists(path) : REFUSED;
      case ATTRIBUTE_NOT_EXISTS ->
          first instanceof Operand.Path(DocumentPath path)
              ? new Condition.NotExists(path)
              : REFUSED;
      case ATTRIBUTE_TYPE -> {
        AttributeType type =
            call.arguments().get(1).literal() instanceof AttributeValue.S(String name)
                ? AttributeType.named(name)
                : null;
        yield type == null ? REFUSED : new Condition.HasType(first, type);
      }
      case BEGINS_WITH -> new Condition.BeginsWith(first, operand(call.arguments().get(1)));
      case CONTAINS -> new Condition.Contains(first, operand(call.arguments().get(1)));
      case SIZE -> REFUSED;
    };
  }

  /** Keeps what was found in the first comparison or function in which anything was found. */
  private void endPrimitive() {
    String found = findings.take(OF_PRIMITIVE);
    if (found != null) {
      findings.add(PRIMITIVE, found);
    }
  }

  private Operand operand(ConditionNode node) {
    return switch (node.bare()) {
      case ConditionNode.Path(DocumentPath path) -> new Operand.Path(path);
      case ConditionNode.Value(Operand.Literal value) when value != null -> value;
      case Call(String name, List<ConditionNode> arguments)
          when name.equals("size") && !(arguments.getFirst().bare() instanceof Call) ->
          new Operand.Size(operand(arguments.getFirst()));
      default -> new Operand.Literal(new AttributeValue.Null());
    };
  }
}
