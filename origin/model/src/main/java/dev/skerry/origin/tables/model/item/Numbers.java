package dev.skerry.origin.tables.model.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forms of numbers: exact, within what DynamoDB keeps. */
final class Numbers {
  private static final int DIGITS_MAX = 38;
  private static final int EXPONENT_MAX = 125;
  private static final int EXPONENT_MIN = -130;

  private Numbers() {}

  /** The form of a number's type; null if it is none. */
  static @Nullable ScalarCodec of(Class<?> type) {
    if (type == Integer.class) {
      return of("int", BigDecimal::intValueExact);
    } else if (type == Long.class) {
      return of("long", BigDecimal::longValueExact);
    } else if (type == Short.class) {
      return of("short", BigDecimal::shortValueExact);
    } else if (type == Byte.class) {
      return of("byte", BigDecimal::byteValueExact);
    } else if (type == Double.class) {
      return of("double", BigDecimal::doubleValue);
    } else if (type == Float.class) {
      return of("float", BigDecimal::floatValue);
    } else if (type == BigInteger.class) {
      return of("whole number", BigDecimal::toBigIntegerExact);
    } else if (type == BigDecimal.class || type == Number.class) {
      return of("number", Numbers::shortest);
    }
    return null;
  }

  private static ScalarCodec of(String expected, Function<BigDecimal, Object> read) {
    Function<String, Object> parse = text -> read.apply(new BigDecimal(text));
    return new ScalarCodec("N", expected, Numbers::text, parse, parse);
  }

  /**
   * A number as DynamoDB takes it.
   *
   * @throws IllegalArgumentException if it has too many digits, is too large or too near to zero
   */
  static String text(Object number) {
    BigDecimal exact;
    try {
      exact = new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number, is " + number, e);
    }
    int digits = exact.stripTrailingZeros().precision();
    int exponent = exact.precision() - exact.scale() - 1;
    if (digits > DIGITS_MAX) {
      throw new IllegalArgumentException(
          "has " + digits + " significant digits, more than " + DIGITS_MAX);
    }
    if (exact.signum() != 0 && (exponent > EXPONENT_MAX || exponent < EXPONENT_MIN)) {
      throw new IllegalArgumentException(
          "must be zero or from 1E"
              + EXPONENT_MIN
              + " to below 1E+"
              + (EXPONENT_MAX + 1)
              + ", is "
              + number);
    }
    return shortest(exact).toPlainString();
  }

  /** The same number without zeros that mean nothing, as DynamoDB gives it back. */
  static BigDecimal shortest(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
