package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes values of what was read in an update, and notes what is wrong. */
final class UpdateChecks implements PathReader.Report {
  /** Stands for a value that is not defined, in an update that will be refused. */
  static final AttributeValue REFUSED = new AttributeValue.Null();

  private final Findings<UpdateCheck> findings = new Findings<>(UpdateCheck.class);
  private final Set<String> sections = new HashSet<>();
  private final PathTree<DocumentPath> paths = new PathTree<>();
  private int operators;

  @Override
  public void wrongPath(String text) {
    findings.add(UpdateCheck.PATH, text);
  }

  @Override
  public void undefinedName(String text) {
    findings.add(UpdateCheck.NAME, text);
  }

  void undefinedValue(String placeholder) {
    findings.add(
        UpdateCheck.VALUE,
        "An expression attribute value used in expression is not defined; attribute value: "
            + placeholder);
  }

  void redundantParentheses() {
    findings.add(UpdateCheck.PARENTHESES, ConditionChecks.REDUNDANT_PARENTHESES);
  }

  void operator() {
    if (++operators > ConditionChecks.MAX_OPERATORS) {
      findings.add(
          UpdateCheck.OPERATORS,
          "The expression contains too many operators; operator count: " + operators);
    }
  }

  void section(String section) {
    if (!sections.add(section)) {
      findings.add(
          UpdateCheck.SECTION,
          "The \"" + section + "\" section can only be used once in an update expression;");
    }
  }

  void path(UpdateAction action) {
    PathTree.Clash clash = paths.add(action.path(), action.path());
    if (clash != null) {
      findings.add(clash.overlap() ? UpdateCheck.OVERLAP : UpdateCheck.CONFLICT, clash.text());
    }
  }

  /** The value of {@code ADD}: a number or a set. */
  AttributeValue added(AttributeValue value) {
    if (value.type() != AttributeType.N) {
      checkSet("ADD", value);
    }
    return value;
  }

  /** The value of {@code DELETE}: a set. */
  AttributeValue deleted(AttributeValue value) {
    checkSet("DELETE", value);
    return value;
  }

  private void checkSet(String operator, AttributeValue value) {
    if (!value.type().isSet()) {
      findings.add(
          UpdateCheck.ACTION_TYPE,
          "Incorrect operand type for operator or function; operator: "
              + operator
              + ", operand type: "
              + value.type().word()
              + ", typeSet: ALLOWED_FOR_ADD_OPERAND");
    }
  }

  void calculation(String sign, UpdateNode left, UpdateNode right) {
    checkUse(left);
    checkUse(right);
    checkType(sign, AttributeType.N, left);
    checkType(sign, AttributeType.N, right);
  }

  /** A function of operands. */
  SetValue call(String name, List<UpdateNode> operands) {
    operands.forEach(this::checkUse);
    UpdateFunction function = UpdateFunction.named(name);
    if (function == null) {
      findings.add(UpdateCheck.FUNCTION_NAME, UpdateFunction.unknown(name));
      return new SetValue.Literal(REFUSED);
    }
    if (operands.size() != UpdateFunction.OPERANDS) {
      findings.add(
          UpdateCheck.OPERANDS,
          "Incorrect number of operands for operator or function; operator or function: "
              + name
              + ", number of operands: "
              + operands.size());
      return new SetValue.Literal(REFUSED);
    }
    SetValue first = operands.get(0).value();
    SetValue second = operands.get(1).value();
    return switch (function) {
      case IF_NOT_EXISTS -> {
        if (first instanceof SetValue.Path(DocumentPath path)) {
          yield new SetValue.IfNotExists(path, second);
        }
        findings.add(
            UpdateCheck.OPERANDS,
            "Operator or function requires a document path; operator or function: " + name);
        yield second;
      }
      case LIST_APPEND -> {
        operands.forEach(operand -> checkType(name, AttributeType.L, operand));
        yield new SetValue.ListAppend(first, second);
      }
    };
  }

  private void checkType(String operator, AttributeType needed, UpdateNode operand) {
    AttributeType type = operand.literalType();
    if (type != null && type != needed) {
      findings.add(
          UpdateCheck.OPERANDS,
          "Incorrect operand type for operator or function; operator or function: "
              + operator
              + ", operand type: "
              + type);
    }
  }

  /** A list that was appended to can be no operand. */
  private void checkUse(UpdateNode operand) {
    if (operand.value() instanceof SetValue.ListAppend) {
      findings.add(
          UpdateCheck.FUNCTION_USE,
          "The function is not allowed to be used this way in an expression; function: "
              + UpdateFunction.LIST_APPEND.word());
    }
  }

  /**
   * Ends the checks.
   *
   * @throws TableException of validation, when anything is wrong
   */
  void throwFirst() {
    String text = findings.first();
    if (text != null) {
      throw ExpressionKind.UPDATE.invalid(text);
    }
  }
}
