package dev.skerry.origin.tables.expression;

/** A check of an update, in the order in which the service makes them. */
enum UpdateCheck {
  OPERATORS,
  PARENTHESES,
  PATH,
  FUNCTION_NAME,
  FUNCTION_USE,
  SECTION,
  NAME,
  VALUE,
  OVERLAP,
  CONFLICT,
  ACTION_TYPE,
  OPERANDS
}
