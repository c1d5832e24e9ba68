package dev.skerry.origin.access.account;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the random names and secrets of accounts and keys. May be used by any thread. */
final class Identifiers {
  private static final String KEY_ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int KEY_ID_RANDOM = 16;
  private static final int SECRET_LENGTH = 40;
  private static final int CANONICAL_BYTES = 32;
  private static final int ACCOUNT_DIGITS = 12;

  private final SecureRandom random = new SecureRandom();

  /** 12 digits, the first not zero. */
  String account() {
    return (char) ('1' + random.nextInt(9)) + characters("0123456789", ACCOUNT_DIGITS - 1);
  }

  /** 64 hexadecimal digits. */
  String canonical() {
    byte[] octets = new byte[CANONICAL_BYTES];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  /** {@code AKIA} and 16 characters. */
  String key() {
    return "AKIA" + characters(KEY_ID, KEY_ID_RANDOM);
  }

  /** 40 characters. */
  String secret() {
    return characters(SECRET, SECRET_LENGTH);
  }

  private String characters(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
