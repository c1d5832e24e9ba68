package dev.skerry.origin.tables.value;

import java.io.ByteArrayOutputStream;

/**
 * A number as octets in the order of amounts.
 *
 * <p>First an octet for the sign: 0, 1 for zero, which is complete with it, or 2. Then, of positive
 * numbers, the power of ten of the first digit plus 130, pairs of digits plus one (so never zero),
 * and a zero. Of negative numbers the same with all bits turned, which turns the order.
 */
final class NumberEncoding {
  private static final int NEGATIVE = 0;
  private static final int ZERO = 1;
  private static final int POSITIVE = 2;
  private static final int ALL_BITS = 0xff;

  private NumberEncoding() {}

  /** A number read from octets and where what follows begins. */
  record Decoded(ExactNumber value, int next) {}

  static void append(ByteArrayOutputStream out, ExactNumber number) {
    if (number.sign() == 0) {
      out.write(ZERO);
      return;
    }
    boolean negative = number.sign() < 0;
    int turn = negative ? ALL_BITS : 0;
    out.write(negative ? NEGATIVE : POSITIVE);
    out.write((number.firstExponent() - ExactNumber.MIN_EXPONENT) ^ turn);
    String digits = number.digits();
    for (int i = 0; i < digits.length(); i += 2) {
      int second = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      out.write(((digits.charAt(i) - '0') * 10 + second + 1) ^ turn);
    }
    out.write(turn);
  }

  static Decoded decode(byte[] octets, int from) {
    int sign = octets[from];
    if (sign == ZERO) {
      return new Decoded(ExactNumber.ZERO, from + 1);
    }
    int turn = sign == NEGATIVE ? ALL_BITS : 0;
    int firstExponent = ((octets[from + 1] & ALL_BITS) ^ turn) + ExactNumber.MIN_EXPONENT;
    StringBuilder digits = new StringBuilder(ExactNumber.MAX_DIGITS);
    int at = from + 2;
    for (; (octets[at] & ALL_BITS) != turn; at++) {
      int pair = ((octets[at] & ALL_BITS) ^ turn) - 1;
      digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
    }
    if (digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
    }
    int lastExponent = firstExponent - digits.length() + 1;
    return new Decoded(ExactNumber.of(sign == NEGATIVE, digits.toString(), lastExponent), at + 1);
  }
}
