package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;
import java.util.Arrays;
import java.util.Base64;

/** Base64 text as the service reads it: RFC 4648 §4, padding needed, unused bits zero. */
final class Base64Text {
  private static final int GROUP = 4;

  private Base64Text() {}

  /**
   * The octets that a text stands for.
   *
   * @throws TableException of serialization, when the text is not Base64
   */
  static Bytes decode(String text) {
    if (text.length() % GROUP != 0) {
      throw TableException.serialization(
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isAlphabet(text.charAt(i))) {
        throw TableException.serialization("Invalid Base64 character: '" + text.charAt(i) + "'");
      }
    }
    byte[] octets;
    try {
      octets = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw misplacedPadding();
    }
    if (hasUnusedBits(text, octets)) {
      throw misplacedPadding();
    }
    return Bytes.owning(octets);
  }

  /** Whether the last digit in front of the padding has bits that belong to no octet. */
  private static boolean hasUnusedBits(String text, byte[] octets) {
    if (!text.endsWith("=")) {
      return false;
    }
    int from = octets.length / 3 * 3;
    String canonical =
        Base64.getEncoder().encodeToString(Arrays.copyOfRange(octets, from, octets.length));
    return !text.endsWith(canonical);
  }

  private static TableException misplacedPadding() {
    return TableException.serialization("Invalid last non-pad Base64 character dectected");
  }

  private static boolean isAlphabet(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }
}
