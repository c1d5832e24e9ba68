package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;

/** A parameter that holds an expression. */
public enum ExpressionKind {
  UPDATE("UpdateExpression"),
  CONDITION("ConditionExpression"),
  KEY_CONDITION("KeyConditionExpression"),
  FILTER("FilterExpression"),
  PROJECTION("ProjectionExpression");

  private final String parameter;

  ExpressionKind(String parameter) {
    this.parameter = parameter;
  }

  /** The name of the parameter. */
  public String parameter() {
    return parameter;
  }

  /** The error for an expression of this kind. */
  TableException invalid(String text) {
    return TableException.validation("Invalid " + parameter + ": " + text);
  }
}
