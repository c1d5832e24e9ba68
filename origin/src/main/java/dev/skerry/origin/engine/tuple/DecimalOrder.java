package dev.skerry.origin.engine.tuple;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimal numbers as octets in the order of the numbers, of any precision.
 *
 * <p>A number is 0.d1d2d3… × 10^e with d1 not zero. Its octets are 0x03; e + 0x8000 in two octets;
 * a pair of digits plus one in each of the next; and 0x00. A negative number is 0x01 and then the
 * complement of all that its opposite has after the first octet. Zero is 0x02.
 */
final class DecimalOrder {
  /** The greatest exponent, up or down. */
  static final int MAX_EXPONENT = 30_000;

  private static final int NEGATIVE = 0x01;
  private static final int ZERO = 0x02;
  private static final int POSITIVE = 0x03;
  private static final int BIAS = 0x8000;

  /** A number and where its octets end. */
  record Decoded(BigDecimal number, int end) {}

  private DecimalOrder() {}

  static byte[] encode(BigDecimal number) {
    if (number.signum() == 0) {
      return new byte[] {ZERO};
    }
    BigDecimal plain = number.stripTrailingZeros();
    long exponent = (long) plain.precision() - plain.scale();
    if (Math.abs(exponent) > MAX_EXPONENT) {
      throw new IllegalArgumentException(
          "a number with the exponent " + exponent + ", expected at most " + MAX_EXPONENT);
    }
    String digits = plain.unscaledValue().abs().toString();
    byte[] octets = new byte[3 + (digits.length() + 1) / 2 + 1];
    octets[0] = POSITIVE;
    octets[1] = (byte) ((exponent + BIAS) >> Byte.SIZE);
    octets[2] = (byte) (exponent + BIAS);
    for (int i = 0; i < digits.length(); i += 2) {
      int low = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      octets[3 + i / 2] = (byte) ((digits.charAt(i) - '0') * 10 + low + 1);
    }
    if (plain.signum() < 0) {
      octets[0] = NEGATIVE;
      complement(octets, 1);
    }
    return octets;
  }

  static Decoded decode(byte[] octets, int start) {
    int sign = octets[start];
    if (sign == ZERO) {
      return new Decoded(BigDecimal.ZERO, start + 1);
    }
    if (sign != POSITIVE && sign != NEGATIVE) {
      throw new NumberFormatException("begins with " + sign);
    }
    int flip = sign == NEGATIVE ? 0xFF : 0;
    int exponent =
        ((((octets[start + 1] ^ flip) & 0xFF) << Byte.SIZE) | ((octets[start + 2] ^ flip) & 0xFF))
            - BIAS;
    int at = start + 3;
    StringBuilder digits = new StringBuilder();
    for (int pair = (octets[at++] ^ flip) & 0xFF; pair != 0; pair = (octets[at++] ^ flip) & 0xFF) {
      if (pair > 100) {
        throw new NumberFormatException("a pair of digits of " + pair);
      }
      digits.append((char) ('0' + (pair - 1) / 10)).append((char) ('0' + (pair - 1) % 10));
    }
    BigInteger unscaled = new BigInteger(digits.toString());
    BigDecimal number = new BigDecimal(unscaled, digits.length() - exponent).stripTrailingZeros();
    return new Decoded(sign == NEGATIVE ? number.negate() : number, at);
  }

  private static void complement(byte[] octets, int from) {
    for (int i = from; i < octets.length; i++) {
      octets[i] = (byte) ~octets[i];
    }
  }
}
