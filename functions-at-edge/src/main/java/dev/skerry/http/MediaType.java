package dev.skerry.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A media type with its parameters (RFC 9110 §8.3.1).
 *
 * @param type in lower case, as {@code text}
 * @param subtype in lower case, as {@code html}
 * @param parameters names in lower case, values unquoted, in order; the first of equal names counts
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {
  private static final int MAX_PARAMETERS = 16;

  /**
   * Reads a field value. A malformed parameter ends the reading of parameters; what came before it
   * stays.
   *
   * @return null if there is no type and subtype at its beginning
   */
  public static @Nullable MediaType parse(@Nullable String value) {
    if (value == null) {
      return null;
    }
    int semicolon = value.indexOf(';');
    int end = Tokens.trimEnd(value, 0, semicolon < 0 ? value.length() : semicolon);
    int slash = value.indexOf('/');
    if (slash < 0 || slash > end) {
      return null;
    }
    String type = value.substring(0, slash).toLowerCase(Locale.ROOT);
    String subtype = value.substring(slash + 1, end).toLowerCase(Locale.ROOT);
    if (!Tokens.isToken(type) || !Tokens.isToken(subtype)) {
      return null;
    }
    return new MediaType(type, subtype, semicolon < 0 ? Map.of() : parameters(value, semicolon));
  }

  /** Type and subtype, {@code text/html}. */
  public String essence() {
    return type + '/' + subtype;
  }

  private static Map<String, String> parameters(String s, int from) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int i = from;
    while (i < s.length() && s.charAt(i) == ';' && parameters.size() < MAX_PARAMETERS) {
      int start = Tokens.skipSpace(s, i + 1, s.length());
      int equals = start;
      while (equals < s.length() && Tokens.isTokenChar(s.charAt(equals))) {
        equals++;
      }
      if (equals == start) {
        i = start;
        continue;
      }
      if (equals >= s.length() || s.charAt(equals) != '=') {
        break;
      }
      StringBuilder text = new StringBuilder();
      int next = value(s, equals + 1, text);
      if (next < 0) {
        break;
      }
      parameters.putIfAbsent(s.substring(start, equals).toLowerCase(Locale.ROOT), text.toString());
      i = Tokens.skipSpace(s, next, s.length());
    }
    return Collections.unmodifiableMap(parameters);
  }

  /** Reads a token or quoted string; returns the index after it, or -1. */
  private static int value(String s, int from, StringBuilder text) {
    if (from < s.length() && s.charAt(from) == '"') {
      for (int i = from + 1; i < s.length(); i++) {
        char c = s.charAt(i);
        if (c == '"') {
          return i + 1;
        }
        if (c == '\\' && i + 1 < s.length()) {
          text.append(s.charAt(++i));
        } else {
          text.append(c);
        }
      }
      return -1;
    }
    int i = from;
    while (i < s.length() && Tokens.isTokenChar(s.charAt(i))) {
      text.append(s.charAt(i++));
    }
    return i == from ? -1 : i;
  }
}
