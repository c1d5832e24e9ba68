package dev.skerry.origin.objects.policy;

import dev.skerry.origin.objects.policy.Condition.Quantifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the conditions of a statement. */
final class ConditionReader {
  private static final String FOR_ALL = "ForAllValues:";
  private static final String FOR_ANY = "ForAnyValue:";
  private static final String IF_EXISTS = "IfExists";

  private final Set<Action> actions;
  private final boolean variables;

  private ConditionReader(Set<Action> actions, boolean variables) {
    this.actions = actions;
    this.variables = variables;
  }

  /**
   * Reads them.
   *
   * @param actions of the statement
   * @param variables whether the policy's language has variables
   * @throws PolicyException for an operator, a key or a value that is none
   */
  static List<Condition> read(Json json, Set<Action> actions, boolean variables) {
    if (!(json instanceof Json.Members operators)) {
      throw PolicyException.malformedPolicy("Invalid value for field Condition");
    }
    ConditionReader reader = new ConditionReader(actions, variables);
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, Json> operator : operators.entries()) {
      if (!(operator.getValue() instanceof Json.Members keys)) {
        throw invalidType(operator.getKey());
      }
      for (Map.Entry<String, Json> key : keys.entries()) {
        conditions.add(reader.condition(operator.getKey(), key.getKey(), key.getValue()));
      }
    }
    return List.copyOf(conditions);
  }

  private Condition condition(String word, String name, Json values) {
    Quantifier quantifier = Quantifier.NONE;
    String rest = word;
    if (word.startsWith(FOR_ALL)) {
      quantifier = Quantifier.ALL;
      rest = word.substring(FOR_ALL.length());
    } else if (word.startsWith(FOR_ANY)) {
      quantifier = Quantifier.ANY;
      rest = word.substring(FOR_ANY.length());
    }
    boolean ifExists = rest.endsWith(IF_EXISTS);
    String bare = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    Operator operator = Operator.of(bare).orElseThrow(() -> invalidType(word));
    if (operator == Operator.NULL && (ifExists || quantifier != Quantifier.NONE)) {
      throw invalidType(word);
    }
    ConditionKey key = ConditionKeys.named(name);
    if (Collections.disjoint(key.actions(), actions)) {
      throw PolicyException.malformedPolicy(
          "Conditions do not apply to combination of actions and resources in statement");
    }
    List<String> texts = values.oneOrMore().stream().map(ConditionReader::text).toList();
    if (texts.isEmpty()) {
      throw PolicyException.malformedPolicy("Policy has no value for condition key " + name);
    }
    List<Expected> expected = texts.stream().map(text -> operator.expect(text, variables)).toList();
    return new Condition(operator, quantifier, ifExists, key, expected, texts);
  }

  private static String text(Json value) {
    return switch (value) {
      case Json.Text(String text) -> text;
      case Json.Scalar(String text) -> text;
      default -> throw PolicyException.malformedPolicy("Policy has an invalid condition value");
    };
  }

  private static PolicyException invalidType(String word) {
    return PolicyException.malformedPolicy("Invalid Condition type : " + word);
  }
}
