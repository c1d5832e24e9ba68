package dev.skerry.http.tag;

import java.math.BigDecimal;
import java.util.Base64;

/**
 * One attribute of an item's key as it stands in a tag: visible ASCII without white space, commas,
 * slashes, stars and number signs. The attribute has one type in all items of a table, so the type
 * is not told.
 */
public final class KeyPart {
  /** Beyond any number that a table takes, on both sides. */
  private static final int EXPONENT_MAX = 200;

  /** No character but the unreserved ones stays as it is; this is one of them. */
  private static final char UNRESERVED = '~';

  private final String text;

  private KeyPart(String text) {
    this.text = text;
  }

  /** A string: its UTF-8, percent-encoded but for the unreserved characters (RFC 3986 §2.3). */
  public static KeyPart text(String value) {
    return new KeyPart(TagText.encode(value, UNRESERVED));
  }

  /**
   * A number: in decimal digits without exponent, leading and trailing zeros, so that equal amounts
   * are equal texts.
   *
   * @throws IllegalArgumentException if it is none, or one that no table takes
   */
  public static KeyPart number(String value) {
    try {
      BigDecimal amount = new BigDecimal(value);
      long exponent = (long) amount.precision() - amount.scale();
      if (amount.signum() != 0 && Math.abs(exponent) <= EXPONENT_MAX) {
        return new KeyPart(amount.stripTrailingZeros().toPlainString());
      }
      if (amount.signum() == 0) {
        return new KeyPart("0");
      }
    } catch (NumberFormatException | ArithmeticException _) {
      // told below
    }
    throw new IllegalArgumentException("expected a number that a table takes, got " + value);
  }

  /** Octets: base64url without padding (RFC 4648 §5). */
  public static KeyPart octets(byte[] value) {
    return new KeyPart(Base64.getUrlEncoder().withoutPadding().encodeToString(value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPart part && text.equals(part.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
