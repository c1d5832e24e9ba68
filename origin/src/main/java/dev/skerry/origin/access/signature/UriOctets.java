package dev.skerry.origin.access.signature;

import java.util.HexFormat;

/**
 * Percent-encoding as signatures have it (RFC 3986 §2.1 with upper-case digits): everything but
 * {@code A-Z a-z 0-9 - . _ ~} is encoded. Texts have one char per octet.
 */
final class UriOctets {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UriOctets() {}

  /** Encodes a name or a value. */
  static String encode(String octets) {
    return encode(octets, false);
  }

  /** Encodes a path, and leaves its slashes. */
  static String encodePath(String octets) {
    return encode(octets, true);
  }

  /** Decodes; what is no triplet stays as it is. */
  static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    StringBuilder octets = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' && isTriplet(raw, i)) {
        octets.append((char) HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        octets.append(c);
      }
    }
    return octets.toString();
  }

  /** Decodes a part of a query, where a plus sign is a space. */
  static String decodeQuery(String raw) {
    return decode(raw.replace('+', ' '));
  }

  private static String encode(String octets, boolean slashes) {
    StringBuilder encoded = new StringBuilder(octets.length() + 16);
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (isUnreserved(c) || (slashes && c == '/')) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.toHexDigits((byte) c));
      }
    }
    return encoded.toString();
  }

  private static boolean isTriplet(String raw, int at) {
    return at + 2 < raw.length()
        && HexFormat.isHexDigit(raw.charAt(at + 1))
        && HexFormat.isHexDigit(raw.charAt(at + 2));
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
