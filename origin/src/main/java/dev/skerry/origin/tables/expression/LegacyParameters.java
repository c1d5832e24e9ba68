package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeNames;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ValueOrder;
import dev.skerry.origin.tables.value.WireValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the parameters that were there before expressions to what expressions are read as. */
public final class LegacyParameters {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private LegacyParameters() {}

  /** How several conditions are joined. */
  public enum Conjunction {
    AND,
    OR;

    /** What {@code ConditionalOperator} says; null stands for AND, as any other name does. */
    public static Conjunction named(@Nullable String name) {
      return "OR".equals(name) ? OR : AND;
    }
  }

  /**
   * Checks that {@code ConditionalOperator} has something to join. It comes behind the check of
   * expressions and older parameters being mixed.
   *
   * @param operator the parameter, null where it is not there
   * @param conditions how many conditions {@code Expected} or the filter has, 0 where it is not
   *     there
   * @throws TableException of validation, when it has not
   */
  public static void checkConjunction(@Nullable String operator, int conditions) {
    if (operator != null && conditions == 0) {
      throw TableException.validation(
          "ConditionalOperator cannot be used without Filter or Expected");
    }
    if (operator != null && conditions == 1) {
      throw TableException.validation(
          "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }
  }

  /**
   * What {@code QueryFilter} or {@code ScanFilter} comes to. Names of operators are checked
   * already.
   *
   * @throws TableException of validation, when arguments are wrong
   */
  public static Condition filter(Map<String, LegacyCondition> filter, Conjunction conjunction) {
    List<Condition> conditions = new ArrayList<>();
    predicates(filter)
        .forEach(
            (name, predicate) ->
                conditions.add(
                    predicate.operator().condition(DocumentPath.of(name), predicate.arguments())));
    return joined(conditions, conjunction);
  }

  /**
   * What {@code KeyConditions} comes to. Names of operators are checked already.
   *
   * @throws TableException of validation, when arguments are wrong
   */
  public static KeyCondition keyCondition(Map<String, LegacyCondition> conditions) {
    return new KeyCondition(predicates(conditions));
  }

  private static Map<String, KeyPredicate> predicates(Map<String, LegacyCondition> conditions) {
    Map<String, KeyPredicate> predicates = new LinkedHashMap<>();
    conditions.forEach(
        (name, condition) -> {
          AttributeNames.check(name);
          List<AttributeValue> arguments = values(condition.arguments());
          predicates.put(name, checked(operator(condition.operator()), arguments));
        });
    return predicates;
  }

  /**
   * What {@code Expected} comes to. Names of operators are checked already.
   *
   * @throws TableException of validation, when what is expected of an attribute makes no sense
   */
  public static Condition expected(
      Map<String, ExpectedAttribute> expected, Conjunction conjunction) {
    List<Condition> conditions = new ArrayList<>();
    expected.forEach((name, attribute) -> conditions.add(expected(name, attribute)));
    return joined(conditions, conjunction);
  }

  private static Condition expected(String name, ExpectedAttribute expected) {
    AttributeNames.check(name);
    checkForm(name, expected);
    DocumentPath path = DocumentPath.of(name);
    if (expected.operator() != null) {
      List<AttributeValue> arguments =
          expected.value() == null
              ? values(expected.arguments())
              : List.of(expected.value().orThrow());
      KeyPredicate predicate = checked(operator(expected.operator()), arguments);
      return predicate.operator().condition(path, predicate.arguments());
    }
    return expected.value() == null
        ? new Condition.NotExists(path)
        : ComparisonOperator.EQ.condition(path, List.of(expected.value().orThrow()));
  }

  /** Checks which members are there together. */
  private static void checkForm(String name, ExpectedAttribute expected) {
    boolean hasValue = expected.value() != null;
    boolean hasArguments = expected.arguments() != null;
    if (hasValue && hasArguments) {
      throw invalid("Value and AttributeValueList cannot be used together for Attribute: " + name);
    }
    if (expected.operator() != null) {
      if (expected.exists() != null) {
        throw invalid(
            "Exists and ComparisonOperator cannot be used together for Attribute: " + name);
      }
      ComparisonOperator operator = operator(expected.operator());
      if (!hasValue && !hasArguments && !operator.takes(0)) {
        throw invalid(
            "Value or AttributeValueList must be used with ComparisonOperator: "
                + operator
                + " for Attribute: "
                + name);
      }
    } else if (hasArguments) {
      throw invalid(
          "AttributeValueList can only be used with a ComparisonOperator for Attribute: " + name);
    } else if (Boolean.FALSE.equals(expected.exists())) {
      if (hasValue) {
        throw invalid("Value cannot be used when Exists is false for Attribute: " + name);
      }
    } else if (!hasValue) {
      throw invalid(
          "Value must be provided when Exists is " + expected.exists() + " for Attribute: " + name);
    }
  }

  /**
   * What {@code AttributeUpdates} comes to.
   *
   * @throws TableException of validation, when an action and its value do not fit
   */
  public static Update update(Map<String, AttributeUpdate> updates) {
    List<UpdateAction> actions = new ArrayList<>();
    updates.forEach((name, update) -> actions.add(action(name, update)));
    return Update.ofAttributeUpdates(actions);
  }

  private static UpdateAction action(String name, AttributeUpdate update) {
    AttributeNames.check(name);
    DocumentPath path = DocumentPath.of(name);
    AttributeValue value = update.value() == null ? null : update.value().orThrow();
    String action = update.action() == null ? "PUT" : update.action();
    if (value == null) {
      if (action.equals("DELETE")) {
        return new UpdateAction.Remove(path);
      }
      throw invalid("Only DELETE action is allowed when no attribute value is specified");
    }
    AttributeType type = value.type();
    return switch (action) {
      case "PUT" -> new UpdateAction.Set(path, new SetValue.Literal(value));
      case "DELETE" -> {
        if (!type.isSet()) {
          throw invalid("DELETE action with value is not supported for the type " + type);
        }
        yield new UpdateAction.Delete(path, value);
      }
      case "ADD" -> {
        if (!type.isSet() && type != AttributeType.N && type != AttributeType.L) {
          throw invalid("ADD action is not supported for the type " + type);
        }
        yield new UpdateAction.Add(path, value);
      }
      default ->
          throw TableException.validation(
              "1 validation error detected: Value '"
                  + action
                  + "' at 'attributeUpdates."
                  + name
                  + ".member.action' failed to satisfy constraint: "
                  + "Member must satisfy enum value set: [ADD, DELETE, PUT]");
    };
  }

  /** Checks the arguments of an operator. */
  private static KeyPredicate checked(ComparisonOperator operator, List<AttributeValue> arguments) {
    if (!operator.takes(arguments.size())) {
      throw invalid("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
    }
    if (arguments.stream().map(AttributeValue::type).distinct().count() > 1) {
      throw invalid("AttributeValues inside AttributeValueList must be of same type");
    }
    for (AttributeValue argument : arguments) {
      if (!operator.takes(argument.type())) {
        throw invalid(
            "ComparisonOperator "
                + operator
                + " is not valid for "
                + argument.type()
                + " AttributeValue type");
      }
    }
    if (operator == ComparisonOperator.BETWEEN
        && ValueOrder.compare(arguments.get(0), arguments.get(1)).orElse(0) > 0) {
      throw TableException.validation(
          "The BETWEEN condition was provided a range where the lower bound is greater than the"
              + " upper bound");
    }
    return new KeyPredicate(operator, arguments);
  }

  private static ComparisonOperator operator(@Nullable String name) {
    ComparisonOperator operator = name == null ? null : ComparisonOperator.named(name);
    if (operator == null) {
      throw TableException.validation(
          "1 validation error detected: Value "
              + (name == null ? "null" : "'" + name + "'")
              + " at 'comparisonOperator' failed to satisfy constraint: "
              + (name == null
                  ? "Member must not be null"
                  : "Member must satisfy enum value set: " + ComparisonOperator.valueSet()));
    }
    return operator;
  }

  private static List<AttributeValue> values(@Nullable List<WireValue> values) {
    return values == null ? List.of() : values.stream().map(WireValue::orThrow).toList();
  }

  private static Condition joined(List<Condition> conditions, Conjunction conjunction) {
    return conjunction == Conjunction.AND || conditions.isEmpty()
        ? new Condition.And(conditions)
        : new Condition.Or(conditions);
  }

  private static TableException invalid(String text) {
    return TableException.validation(INVALID + text);
  }
}
