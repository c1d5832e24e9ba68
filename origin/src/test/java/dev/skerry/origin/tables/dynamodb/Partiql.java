package dev.skerry.origin.tables.dynamodb;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes requests that hold statements, whose quotation marks are their own. */
final class Partiql {
  private Partiql() {}

  /** A statement as the member of a request. */
  static String member(String text) {
    return "'Statement':'" + text.replace("'", "\\u0027").replace("\"", "\\u0022") + "'";
  }

  /** A request of one statement, with other members behind it. */
  static String request(String text, String... members) {
    return Arrays.stream(members).collect(Collectors.joining("", "{" + member(text), "}"));
  }

  /** A request of several statements. */
  static String all(String list, String... statements) {
    return Arrays.stream(statements)
        .map(text -> "{" + member(text) + "}")
        .collect(Collectors.joining(",", "{'" + list + "':[", "]}"));
  }
}
