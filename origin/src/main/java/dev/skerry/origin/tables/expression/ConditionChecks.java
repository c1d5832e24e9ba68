package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.ConditionCheck.DISTINCT;
import static dev.skerry.origin.tables.expression.ConditionCheck.FUNCTION_NAME;
import static dev.skerry.origin.tables.expression.ConditionCheck.FUNCTION_USE;
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
import dev.skerry.origin.tables.value.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    checkUse(left, right);
    if (comparison.needsOrder()) {
      checkOrdered(comparison.sign(), left, right);
    }
    checkDistinct(comparison.sign(), left, List.of(right));
    endPrimitive();
    return new Condition.Compare(comparison, operand(left), operand(right));
  }

  Condition between(ConditionNode operand, ConditionNode low, ConditionNode high) {
    checkUse(operand, low, high);
    checkOrdered("BETWEEN", operand, low, high);
    checkBounds(low, high);
    checkDistinct("BETWEEN", operand, List.of(low, high));
    endPrimitive();
    return new Condition.Between(operand(operand), operand(low), operand(high));
  }

  Condition in(ConditionNode operand, List<ConditionNode> listed) {
    checkUse(operand);
    checkUse(listed.toArray(ConditionNode[]::new));
    if (listed.size() > MAX_IN_OPERANDS) {
      findings.add(
          OPERAND_COUNT,
          "The IN operator is provided with too many operands; number of operands: "
              + listed.size());
    }
    checkDistinct("IN", operand, listed);
    endPrimitive();
    return new Condition.In(operand(operand), listed.stream().map(this::operand).toList());
  }

  /** Checks a function, whatever it will be used for. */
  void function(Call call) {
    checkUse(call.arguments().toArray(ConditionNode[]::new));
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
      checkDistinct(call.name(), arguments.getFirst(), arguments.subList(1, arguments.size()));
    }
    checkTypes(function, arguments);
  }

  private void checkTypes(ConditionFunction function, List<ConditionNode> arguments) {
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
    } else if (typeNamed(node) == null && literal(node) instanceof AttributeValue.S(String name)) {
      findings.add(
          OPERAND_TYPE,
          "Invalid attribute type name found; type: "
              + name
              + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
  }

  private static @Nullable AttributeType typeNamed(ConditionNode node) {
    return literal(node) instanceof AttributeValue.S(String name)
        ? AttributeType.named(name)
        : null;
  }

  private void checkOrdered(String operator, ConditionNode... nodes) {
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

  private void checkBounds(ConditionNode low, ConditionNode high) {
    AttributeValue lower = literal(low);
    AttributeValue upper = literal(high);
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

  private void checkDistinct(String operator, ConditionNode first, List<ConditionNode> others) {
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

  /** No function but size may be an operand. */
  private void checkUse(ConditionNode... operands) {
    for (ConditionNode operand : operands) {
      if (operand.bare() instanceof Call(String name, var arguments) && !name.equals("size")) {
        wrongUse(name);
      }
    }
  }

  private void wrongUse(String function) {
    findings.add(
        FUNCTION_USE,
        "The function is not allowed to be used this way in an expression; function: " + function);
  }

  /** What a function is as a condition; size is none. */
  Condition condition(Call call) {
    endPrimitive();
    ConditionFunction function = ConditionFunction.named(call.name());
    if (function == ConditionFunction.SIZE) {
      wrongUse(call.name());
    }
    if (function == null || call.arguments().size() != function.operands()) {
      return REFUSED;
    }
    List<Operand> operands = new ArrayList<>();
    call.arguments().forEach(argument -> operands.add(operand(argument)));
    Operand first = operands.getFirst();
    return switch (function) {
      case ATTRIBUTE_EXISTS ->
          first instanceof Operand.Path(DocumentPath path) ? new Condition.Exists(path) : REFUSED;
      case ATTRIBUTE_NOT_EXISTS ->
          first instanceof Operand.Path(DocumentPath path)
              ? new Condition.NotExists(path)
              : REFUSED;
      case ATTRIBUTE_TYPE -> {
        AttributeType type = typeNamed(call.arguments().get(1));
        yield type == null ? REFUSED : new Condition.HasType(first, type);
      }
      case BEGINS_WITH -> new Condition.BeginsWith(first, operands.get(1));
      case CONTAINS -> new Condition.Contains(first, operands.get(1));
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
          when name.equals("size") && arguments.getFirst().bare() instanceof ConditionNode.Path ->
          new Operand.Size(operand(arguments.getFirst()));
      case Call(String name, List<ConditionNode> arguments)
          when name.equals("size") && arguments.getFirst().bare() instanceof ConditionNode.Value ->
          new Operand.Size(operand(arguments.getFirst()));
      default -> new Operand.Literal(new AttributeValue.Null());
    };
  }

  private static @Nullable AttributeValue literal(ConditionNode node) {
    return node.bare() instanceof ConditionNode.Value(Operand.Literal value) && value != null
        ? value.value()
        : null;
  }
}
