package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A decimal number of at most 38 significant digits, either zero or of a magnitude from 1E-130 to
 * 9.9999999999999999999999999999999999999E+125; exact.
 *
 * <p>Numbers are equal when their amounts are, however they were written. The text is plain: no
 * exponent, no plus, no zeros at the ends that say nothing.
 */
public final class ExactNumber implements Comparable<ExactNumber> {
  /** Zero. */
  public static final ExactNumber ZERO = new ExactNumber(BigDecimal.ZERO);

  static final int MAX_DIGITS = 38;

  /** The exponents of the first significant digit that there may be. */
  static final int MAX_EXPONENT = 125;

  static final int MIN_EXPONENT = -130;

  private static final String OVERFLOW =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  private static final String UNDERFLOW =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  private static final String IMPRECISE =
      "Attempting to store more than 38 significant digits in a Number";

  /** Without trailing zeros in its unscaled value; zero has the scale 0. */
  private final BigDecimal amount;

  private ExactNumber(BigDecimal amount) {
    this.amount = amount;
  }

  /** A whole number. */
  public static ExactNumber of(long amount) {
    return new ExactNumber(stripped(BigDecimal.valueOf(amount)));
  }

  /**
   * Reads a number, in time linear in the text whatever its exponent.
   *
   * @throws TableException of validation, when it is not a number, or not one in range
   */
  public static ExactNumber parse(String text) {
    NumberScan scan = NumberScan.of(text);
    if (scan == null) {
      throw TableException.validation(
          text.isEmpty()
              ? "The parameter cannot be converted to a numeric value"
              : "The parameter cannot be converted to a numeric value: " + text);
    }
    if (scan.isZero()) {
      return ZERO;
    }
    if (scan.firstExponent() > MAX_EXPONENT) {
      throw TableException.validation(OVERFLOW);
    }
    if (scan.firstExponent() < MIN_EXPONENT) {
      throw TableException.validation(UNDERFLOW);
    }
    if (scan.isTooPrecise()) {
      throw TableException.validation(IMPRECISE);
    }
    return new ExactNumber(
        new BigDecimal(new BigInteger(scan.digits()), (int) -scan.lastExponent()));
  }

  /** The number of that amount, which is known to be in range. */
  static ExactNumber of(BigDecimal amount) {
    return new ExactNumber(stripped(amount));
  }

  /**
   * The sum.
   *
   * @throws TableException of validation, when the sum is out of range or has too many digits
   */
  public ExactNumber plus(ExactNumber other) {
    return inRange(amount.add(other.amount));
  }

  /**
   * The difference.
   *
   * @throws TableException of validation, when the difference is out of range or has too many
   *     digits
   */
  public ExactNumber minus(ExactNumber other) {
    return inRange(amount.subtract(other.amount));
  }

  /** Zero, or below or above zero for a number of that sign. */
  public int sign() {
    return amount.signum();
  }

  /** How many significant digits there are. */
  int digitCount() {
    return amount.precision();
  }

  /** The power of ten of the first significant digit. */
  int firstExponent() {
    return amount.precision() - 1 - amount.scale();
  }

  /** The number for calculations. */
  public BigDecimal toBigDecimal() {
    return amount;
  }

  /** What calculations give: too many digits are told of as too large a magnitude. */
  private static ExactNumber inRange(BigDecimal amount) {
    ExactNumber result = new ExactNumber(stripped(amount));
    if (result.sign() != 0) {
      if (result.firstExponent() > MAX_EXPONENT || result.digitCount() > MAX_DIGITS) {
        throw TableException.validation(OVERFLOW);
      }
      if (result.firstExponent() < MIN_EXPONENT) {
        throw TableException.validation(UNDERFLOW);
      }
    }
    return result;
  }

  private static BigDecimal stripped(BigDecimal amount) {
    return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }

  @Override
  public int compareTo(ExactNumber other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactNumber number && amount.equals(number.amount);
  }

  @Override
  public int hashCode() {
    return amount.hashCode();
  }

  /** The text on the wire. */
  @Override
  public String toString() {
    return amount.toPlainString();
  }
}
