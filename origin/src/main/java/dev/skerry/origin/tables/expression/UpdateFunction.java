package dev.skerry.origin.tables.expression;

import org.jspecify.annotations.Nullable;

/** A function of updates, each of two operands. */
enum UpdateFunction {
  IF_NOT_EXISTS("if_not_exists"),
  LIST_APPEND("list_append");

  static final int OPERANDS = 2;

  private final String word;

  UpdateFunction(String word) {
    this.word = word;
  }

  /** How the function is written; case matters. */
  String word() {
    return word;
  }

  /** The function of that name, or null. */
  static @Nullable UpdateFunction named(String word) {
    for (UpdateFunction function : values()) {
      if (function.word.equals(word)) {
        return function;
      }
    }
    return null;
  }

  /** What is wrong with a name that is no function of updates. */
  static String unknown(String word) {
    return ConditionFunction.named(word) == null
        ? "Invalid function name; function: " + word
        : "The function is not allowed in an update expression; function: " + word;
  }

  /** What is wrong with a function that has far too many others around it. */
  static String nestedTooDeep(String word) {
    return named(word) == null
        ? unknown(word)
        : "The function is not allowed to be used this way in an expression; function: " + word;
  }
}
