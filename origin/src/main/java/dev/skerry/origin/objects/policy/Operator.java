package dev.skerry.origin.objects.policy;

import java.util.Arrays;
import java.util.Optional;

/** How a condition compares: IAM's closed list. Source: "Condition operators". */
enum Operator {
  STRING_EQUALS("StringEquals", false),
  STRING_NOT_EQUALS("StringNotEquals", true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
  STRING_LIKE("StringLike", false),
  STRING_NOT_LIKE("StringNotLike", true),
  NUMERIC_EQUALS("NumericEquals", false),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true),
  NUMERIC_LESS_THAN("NumericLessThan", false),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
  DATE_EQUALS("DateEquals", false),
  DATE_NOT_EQUALS("DateNotEquals", true),
  DATE_LESS_THAN("DateLessThan", false),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),
  DATE_GREATER_THAN("DateGreaterThan", false),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false),
  BOOL("Bool", false),
  BINARY_EQUALS("BinaryEquals", false),
  IP_ADDRESS("IpAddress", false),
  NOT_IP_ADDRESS("NotIpAddress", true),
  ARN_EQUALS("ArnEquals", false),
  ARN_LIKE("ArnLike", false),
  ARN_NOT_EQUALS("ArnNotEquals", true),
  ARN_NOT_LIKE("ArnNotLike", true),
  /** Whether there is no value: compares with nothing. */
  NULL("Null", false);

  private final String word;
  private final boolean negated;

  Operator(String word, boolean negated) {
    this.word = word;
    this.negated = negated;
  }

  static Optional<Operator> of(String word) {
    return Arrays.stream(values()).filter(operator -> operator.word.equals(word)).findFirst();
  }

  /** Whether it holds for what none of the expected values matches. */
  boolean negated() {
    return negated;
  }

  /**
   * What it compares with: a negated operator the same as the one that it negates.
   *
   * @param variables whether the text may have variables
   * @throws PolicyException for a text that is nothing to compare with
   */
  Expected expect(String text, boolean variables) {
    return switch (this) {
      case STRING_EQUALS, STRING_NOT_EQUALS -> Expected.text(text, variables);
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
          Expected.textOfAnyCase(text, variables);
      case STRING_LIKE, STRING_NOT_LIKE -> Expected.pattern(text, variables);
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> Expected.number(word, text, order -> order == 0);
      case NUMERIC_LESS_THAN -> Expected.number(word, text, order -> order < 0);
      case NUMERIC_LESS_THAN_EQUALS -> Expected.number(word, text, order -> order <= 0);
      case NUMERIC_GREATER_THAN -> Expected.number(word, text, order -> order > 0);
      case NUMERIC_GREATER_THAN_EQUALS -> Expected.number(word, text, order -> order >= 0);
      case DATE_EQUALS, DATE_NOT_EQUALS -> Expected.moment(word, text, order -> order == 0);
      case DATE_LESS_THAN -> Expected.moment(word, text, order -> order < 0);
      case DATE_LESS_THAN_EQUALS -> Expected.moment(word, text, order -> order <= 0);
      case DATE_GREATER_THAN -> Expected.moment(word, text, order -> order > 0);
      case DATE_GREATER_THAN_EQUALS -> Expected.moment(word, text, order -> order >= 0);
      case BOOL, NULL -> Expected.truth(word, text);
      case BINARY_EQUALS -> Expected.binary(word, text);
      case IP_ADDRESS, NOT_IP_ADDRESS -> Expected.address(text);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> Expected.arn(text, variables);
    };
  }
}
