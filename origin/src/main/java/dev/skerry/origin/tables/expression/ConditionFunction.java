package dev.skerry.origin.tables.expression;

import org.jspecify.annotations.Nullable;

/** A function of conditions. */
enum ConditionFunction {
  ATTRIBUTE_EXISTS("attribute_exists", 1),
  ATTRIBUTE_NOT_EXISTS("attribute_not_exists", 1),
  ATTRIBUTE_TYPE("attribute_type", 2),
  BEGINS_WITH("begins_with", 2),
  CONTAINS("contains", 2),
  SIZE("size", 1);

  private final String word;
  private final int operands;

  ConditionFunction(String word, int operands) {
    this.word = word;
    this.operands = operands;
  }

  /** How the function is written; case matters. */
  String word() {
    return word;
  }

  int operands() {
    return operands;
  }

  /** The function of that name, or null. */
  static @Nullable ConditionFunction named(String word) {
    for (ConditionFunction function : values()) {
      if (function.word.equals(word)) {
        return function;
      }
    }
    return null;
  }

  /** What is wrong with a name that is no function of conditions. */
  static String unknown(String word) {
    return UpdateFunction.named(word) == null
        ? "Invalid function name; function: " + word
        : "The function is not allowed in a condition expression; function: " + word;
  }

  /** What is wrong with a function that has far too many others around it. */
  static String nestedTooDeep(String word) {
    return named(word) == null
        ? unknown(word)
        : "The function is not allowed to be used this way in an expression; function: " + word;
  }
}
