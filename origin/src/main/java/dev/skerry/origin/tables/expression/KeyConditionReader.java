package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a key condition of a condition, which is read like any other and then may not be. */
final class KeyConditionReader {
  private static final String EXPRESSION = "KeyConditionExpression";

  private final Map<String, KeyPredicate> predicates = new LinkedHashMap<>();

  private KeyConditionReader() {}

  /**
   * The key condition that a condition is.
   *
   * @throws TableException of validation, when it says what cannot be said of keys
   */
  static KeyCondition read(Condition condition) {
    KeyConditionReader reader = new KeyConditionReader();
    reader.visit(condition);
    return new KeyCondition(reader.predicates);
  }

  private void visit(Condition condition) {
    switch (condition) {
      case Condition.And and -> and.all().forEach(this::visit);
      case Condition.Compare(Comparison comparison, Operand left, Operand right) -> {
        if (comparison == Comparison.NOT_EQUAL) {
          throw wrongOperator(comparison.sign());
        }
        boolean turned = !(left instanceof Operand.Path) && right instanceof Operand.Path;
        add(ComparisonOperator.of(turned ? comparison.mirrored() : comparison), left, right);
      }
      case Condition.Between(Operand operand, Operand low, Operand high) -> {
        checkFirst("BETWEEN", operand);
        add(ComparisonOperator.BETWEEN, operand, low, high);
      }
      case Condition.BeginsWith(Operand operand, Operand start) -> {
        checkFirst("begins_with", operand);
        add(ComparisonOperator.BEGINS_WITH, operand, start);
      }
      case Condition.Or or -> throw wrongOperator("OR");
      case Condition.Not not -> throw wrongOperator("NOT");
      case Condition.In in -> throw wrongOperator("IN");
      case Condition.Exists exists -> throw wrongOperator("attribute_exists");
      case Condition.NotExists notExists -> throw wrongOperator("attribute_not_exists");
      case Condition.HasType hasType -> throw wrongOperator("attribute_type");
      case Condition.Contains contains -> throw wrongOperator("contains");
    }
  }

  private void add(ComparisonOperator operator, Operand... operands) {
    String key = null;
    List<AttributeValue> arguments = new ArrayList<>();
    for (Operand operand : operands) {
      switch (operand) {
        case Operand.Path(DocumentPath path) -> {
          if (key != null) {
            throw wrongCondition("Multiple attribute names used in one condition");
          }
          if (path.isNested()) {
            throw TableException.validation(
                EXPRESSION + "s cannot have conditions on nested attributes");
          }
          key = path.head();
        }
        case Operand.Literal(AttributeValue value) -> arguments.add(value);
        case Operand.Size size ->
            throw TableException.validation(EXPRESSION + "s cannot contain nested operations");
      }
    }
    if (key == null) {
      throw wrongCondition("No key attribute specified");
    }
    if (predicates.putIfAbsent(key, new KeyPredicate(operator, arguments)) != null) {
      throw TableException.validation(EXPRESSION + "s must only contain one condition per key");
    }
  }

  private static void checkFirst(String operator, Operand operand) {
    if (!(operand instanceof Operand.Path)) {
      throw wrongCondition(operator + " operator must have the key attribute as its first operand");
    }
  }

  private static TableException wrongOperator(String operator) {
    return TableException.validation("Invalid operator used in " + EXPRESSION + ": " + operator);
  }

  private static TableException wrongCondition(String text) {
    return TableException.validation("Invalid condition in " + EXPRESSION + ": " + text);
  }
}
