package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ValueOrder;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A way to compare two values. */
public enum Comparison {
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** How the comparison is written. */
  public String sign() {
    return sign;
  }

  /** The comparison that is written so. */
  static Comparison of(String sign) {
    for (Comparison comparison : values()) {
      if (comparison.sign.equals(sign)) {
        return comparison;
      }
    }
    throw new IllegalArgumentException(sign);
  }

  /** Whether only values with an order can be compared so. */
  boolean needsOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** The comparison that holds when both sides are exchanged. */
  public Comparison mirrored() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case AT_MOST -> AT_LEAST;
      case GREATER -> LESS;
      case AT_LEAST -> AT_MOST;
    };
  }

  /**
   * Whether it holds between two values. A value that is not there is unequal to all, itself among
   * them, and in no order; values of different types likewise.
   */
  boolean holds(@Nullable AttributeValue left, @Nullable AttributeValue right) {
    if (left == null || right == null) {
      return this == NOT_EQUAL;
    }
    if (this == EQUAL || this == NOT_EQUAL) {
      return left.equals(right) == (this == EQUAL);
    }
    OptionalInt order = ValueOrder.compare(left, right);
    return order.isPresent()
        && switch (this) {
          case LESS -> order.getAsInt() < 0;
          case AT_MOST -> order.getAsInt() <= 0;
          case GREATER -> order.getAsInt() > 0;
          default -> order.getAsInt() >= 0;
        };
  }
}
