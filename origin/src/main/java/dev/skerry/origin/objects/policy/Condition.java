package dev.skerry.origin.objects.policy;

import java.util.List;

/**
 * One condition: an operator, a key, and the values any of which it may have.
 *
 * @param ifExists whether it holds for a question that has no value
 * @param expected one for each of the texts
 * @param texts as the policy has them
 */
record Condition(
    Operator operator,
    Quantifier quantifier,
    boolean ifExists,
    ConditionKey key,
    List<Expected> expected,
    List<String> texts) {
  /** Of which of a question's values it must hold. */
  enum Quantifier {
    /** Not said: the question has one, mostly. */
    NONE,
    /** {@code ForAllValues:}; holds of a question that has none. */
    ALL,
    /** {@code ForAnyValue:}; does not hold of a question that has none. */
    ANY
  }

  boolean holds(Question question) {
    List<String> values = key.values(question);
    if (operator == Operator.NULL) {
      String absent = Boolean.toString(values.isEmpty());
      return matches(absent, question);
    }
    if (values.isEmpty()) {
      return ifExists
          || quantifier == Quantifier.ALL
          || (operator.negated() && quantifier == Quantifier.NONE);
    }
    boolean all =
        quantifier == Quantifier.ALL || (quantifier == Quantifier.NONE && operator.negated());
    for (String value : values) {
      if (all != (operator.negated() != matches(value, question))) {
        return !all;
      }
    }
    return all;
  }

  private boolean matches(String value, Question question) {
    for (Expected one : expected) {
      if (one.matches(value, question)) {
        return true;
      }
    }
    return false;
  }
}
