package dev.skerry.edge.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Forwarded} field says (RFC 7239 §4): who asked whom, the first one first.
 *
 * @param addresses the {@code for} of each element, quotes undone; empty text where one says none
 * @param proto of the first element that has one, or null
 * @param host of the first element that has one, or null
 */
record ForwardedElements(List<String> addresses, @Nullable String proto, @Nullable String host) {

  /** Reads a field; what is malformed counts as not said. */
  static ForwardedElements parse(String value) {
    List<String> addresses = new ArrayList<>();
    String proto = null;
    String host = null;
    for (String element : split(value, ',')) {
      String address = "";
      for (String pair : split(element, ';')) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          continue;
        }
        String said = unquote(pair.substring(equals + 1).strip());
        switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
          case "for" -> address = said;
          case "proto" -> proto = proto == null ? said : proto;
          case "host" -> host = host == null ? said : host;
          default -> {} // "by" and extensions say nothing of the viewer
        }
      }
      addresses.add(address);
    }
    return new ForwardedElements(addresses, proto, host);
  }

  /** The parts between separators that stand outside of quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  private static String unquote(String text) {
    if (text.length() < 2 || text.charAt(0) != '"' || !text.endsWith("\"")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() - 1) {
        c = text.charAt(++i);
      }
      out.append(c);
    }
    return out.toString();
  }
}
