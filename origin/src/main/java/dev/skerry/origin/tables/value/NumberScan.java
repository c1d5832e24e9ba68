package dev.skerry.origin.tables.value;

import org.jspecify.annotations.Nullable;

/**
 * The text of a number taken apart: sign, significant digits, exponent.
 *
 * <p>It keeps no more digits than a number may have, so that a text of a million digits costs one
 * pass and no arithmetic.
 */
final class NumberScan {
  /** Exponents beyond are as good as this one: far out of range, and safe to add to. */
  private static final long FAR = 1L << 40;

  private final String text;
  private int at;

  /** Sign and significant digits without zeros at the ends. */
  private final StringBuilder digits = new StringBuilder(ExactNumber.MAX_DIGITS + 1);

  /** Zeros seen behind the digits, which count only if another digit follows. */
  private long zeros;

  private boolean anyDigit;
  private boolean tooPrecise;
  private long fraction;
  private long exponent;
  private int signLength;

  private NumberScan(String text) {
    this.text = text;
  }

  /** Takes a text apart; null when it is not a number. */
  static @Nullable NumberScan of(String text) {
    NumberScan scan = new NumberScan(text);
    return scan.scan() ? scan : null;
  }

  private boolean scan() {
    if (accept('-')) {
      digits.append('-');
      signLength = 1;
    } else {
      accept('+');
    }
    digits(false);
    if (accept('.')) {
      digits(true);
    }
    if (!anyDigit) {
      return false;
    }
    if (accept('e') || accept('E')) {
      boolean negative = accept('-');
      if (!negative) {
        accept('+');
      }
      if (!exponent(negative)) {
        return false;
      }
    }
    return at == text.length();
  }

  private boolean accept(char expected) {
    boolean here = at < text.length() && text.charAt(at) == expected;
    if (here) {
      at++;
    }
    return here;
  }

  private void digits(boolean behindPoint) {
    for (; at < text.length() && isDigit(text.charAt(at)); at++) {
      anyDigit = true;
      if (behindPoint) {
        fraction++;
      }
      char digit = text.charAt(at);
      if (digit == '0') {
        if (significant() > 0) {
          zeros++;
        }
      } else {
        significant(digit);
      }
    }
  }

  private void significant(char digit) {
    tooPrecise |= significant() + zeros + 1 > ExactNumber.MAX_DIGITS;
    if (!tooPrecise) {
      digits.repeat('0', (int) zeros).append(digit);
      zeros = 0;
    } else {
      zeros++;
    }
  }

  private int significant() {
    return digits.length() - signLength;
  }

  private boolean exponent(boolean negative) {
    int from = at;
    for (; at < text.length() && isDigit(text.charAt(at)); at++) {
      exponent = Math.min(FAR, exponent * 10 + (text.charAt(at) - '0'));
    }
    exponent = negative ? -exponent : exponent;
    return at > from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  boolean isZero() {
    return significant() == 0;
  }

  boolean isTooPrecise() {
    return tooPrecise;
  }

  /** The power of ten of the first significant digit. */
  long firstExponent() {
    return lastExponent() + significant() - 1;
  }

  /** The power of ten of the last significant digit that was kept. */
  long lastExponent() {
    return exponent - fraction + zeros;
  }

  /** Sign and significant digits. */
  String digits() {
    return digits.toString();
  }
}
