package dev.skerry.origin.tables.expression;

/** A check of a condition, in the order in which the service makes them. */
enum ConditionCheck {
  OPERATORS,
  PARENTHESES,
  FUNCTION_NAME,
  FUNCTION_USE,
  PATH,
  /** What the checks below found in the first comparison or function in which they found any. */
  PRIMITIVE,
  PLACEHOLDER,
  OPERAND_COUNT,
  DISTINCT,
  OPERAND_TYPE
}
