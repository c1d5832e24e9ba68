package dev.skerry.http.tag;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How any text becomes part of a tag: in visible ASCII, and not longer than a bound. */
final class TagText {
  /** Characters of what is named, behind the slash of what has it. */
  static final int LENGTH_MAX = 200;

  private static final String HEX = "0123456789ABCDEF";

  private TagText() {}

  /**
   * The UTF-8 of a text, percent-encoded but for the unreserved characters (RFC 3986 §2.3).
   *
   * @param kept one more character that is not encoded
   */
  static String encode(String text, char kept) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(UTF_8)) {
      if (isUnreserved(octet) || octet == kept) {
        out.append((char) octet);
      } else {
        out.append('%').append(HEX.charAt(octet >> 4 & 0xF)).append(HEX.charAt(octet & 0xF));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(byte octet) {
    return (octet >= 'A' && octet <= 'Z')
        || (octet >= 'a' && octet <= 'z')
        || (octet >= '0' && octet <= '9')
        || octet == '-'
        || octet == '.'
        || octet == '_'
        || octet == '~';
  }

  /** The text, or in place of a longer one {@code #} and its SHA-256 in 64 hexadecimal digits. */
  static String bounded(String text) {
    return text.length() <= LENGTH_MAX ? text : '#' + sha256(text);
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
