package dev.skerry.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The ways in which a secret may stand in a text: as it is, in a JSON text, percent-encoded, and in
 * Base64.
 */
final class SecretForms {
  private static final String DIGITS_AND_LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /**
   * What stays as it is: in RFC 3986 §2.3, in {@code encodeURIComponent}, in {@code encodeURI}, and
   * in forms (WHATWG URL, application/x-www-form-urlencoded).
   */
  private static final String[] UNESCAPED = {"-._~", "-_.!~*'()", "-_.!~*'();/?:@&=+$,#", "*-._"};

  /** Shorter ones would be found in texts that have nothing to do with the secret. */
  private static final int BASE64_CHARS_MIN = 8;

  private SecretForms() {}

  /** All of them, without any twice. */
  static Set<String> of(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(json(secret, false));
    forms.add(json(secret, true));
    for (String unescaped : UNESCAPED) {
      String encoded = percent(secret, unescaped);
      forms.add(encoded);
      forms.add(encoded.replace("%20", "+"));
      forms.add(withLowerCaseDigits(encoded));
      forms.add(withLowerCaseDigits(encoded).replace("%20", "+"));
    }
    addBase64(secret.getBytes(UTF_8), forms);
    return forms;
  }

  /** Between the quotes, as {@code JSON.stringify} has it, or in US-ASCII alone. */
  private static String json(String text, boolean ascii) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || (ascii && c > '~')) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  private static String percent(String text, String unescaped) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (DIGITS_AND_LETTERS.indexOf(c) >= 0 || unescaped.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return out.toString();
  }

  private static String withLowerCaseDigits(String encoded) {
    StringBuilder out = new StringBuilder(encoded);
    for (int at = out.indexOf("%"); at >= 0; at = out.indexOf("%", at + 3)) {
      String digits = out.substring(at + 1, at + 3).toLowerCase(Locale.ROOT);
      out.replace(at + 1, at + 3, digits);
    }
    return out.toString();
  }

  /** Where it begins in a group of three octets decides what it looks like. */
  private static void addBase64(byte[] secret, Set<String> forms) {
    for (int before = 0; before < 3; before++) {
      byte[] all = new byte[before + secret.length];
      System.arraycopy(secret, 0, all, before, secret.length);
      // Only what no neighbour has a bit of.
      int from = (before * 8 + 5) / 6;
      int to = all.length * 8 / 6;
      if (to - from >= BASE64_CHARS_MIN) {
        forms.add(Base64.getEncoder().encodeToString(all).substring(from, to));
        forms.add(Base64.getUrlEncoder().encodeToString(all).substring(from, to));
      }
    }
  }
}
