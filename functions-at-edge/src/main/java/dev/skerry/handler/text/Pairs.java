package dev.skerry.handler.text;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names with values, as queries and cookies have them: nothing is decoded. */
public final class Pairs {
  /** A name and its value, as sent. */
  public record Pair(String name, String value) {}

  /**
   * A cookie that is set (RFC 6265 §4.1).
   *
   * @param attributes what follows the first semicolon; empty for none
   */
  record SetCookie(String name, String value, String attributes) {
    /** The value of its field. */
    String line() {
      String pair = name + '=' + value;
      return attributes.isEmpty() ? pair : pair + "; " + attributes;
    }
  }

  private Pairs() {}

  /** The parameters of a query; one without an equals sign has an empty value. */
  static List<Pair> ofQuery(@Nullable String query) {
    return query == null ? List.of() : split(query, '&');
  }

  /** The cookies of a request (RFC 6265 §4.2.1). */
  static List<Pair> ofCookies(Fields fields) {
    List<Pair> pairs = new ArrayList<>(0);
    for (String line : fields.all(FieldNames.COOKIE)) {
      pairs.addAll(split(line, ';'));
    }
    return pairs;
  }

  /** The cookies that a response sets. */
  static List<SetCookie> ofSetCookies(Fields fields) {
    List<SetCookie> cookies = new ArrayList<>(0);
    for (String line : fields.all(FieldNames.SET_COOKIE)) {
      int semicolon = line.indexOf(';');
      Pair pair = pair(semicolon < 0 ? line : line.substring(0, semicolon));
      cookies.add(
          new SetCookie(
              pair.name(),
              pair.value(),
              semicolon < 0 ? "" : line.substring(semicolon + 1).strip()));
    }
    return cookies;
  }

  private static List<Pair> split(String text, char separator) {
    List<Pair> pairs = new ArrayList<>();
    for (int start = 0; start <= text.length(); ) {
      int found = text.indexOf(separator, start);
      int end = found < 0 ? text.length() : found;
      if (!text.substring(start, end).isBlank()) {
        pairs.add(pair(text.substring(start, end)));
      }
      start = end + 1;
    }
    return pairs;
  }

  private static Pair pair(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Pair(text.strip(), "")
        : new Pair(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  /** Values by name: two lists that mean the same to a handler have equal ones. */
  static Map<String, List<String>> grouped(List<Pair> pairs) {
    Map<String, List<String>> grouped = LinkedHashMap.newLinkedHashMap(pairs.size());
    for (Pair pair : pairs) {
      grouped.computeIfAbsent(pair.name(), _ -> new ArrayList<>(1)).add(pair.value());
    }
    return grouped;
  }

  /** The pairs as one text. */
  static String joined(List<Pair> pairs, String separator) {
    StringBuilder text = new StringBuilder();
    for (Pair pair : pairs) {
      if (!text.isEmpty()) {
        text.append(separator);
      }
      text.append(pair.name()).append('=').append(pair.value());
    }
    return text.toString();
  }
}
