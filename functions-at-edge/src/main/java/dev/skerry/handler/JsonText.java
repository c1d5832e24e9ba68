package dev.skerry.handler;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) as handlers' questions and their answers have it: maps, lists, strings, numbers,
 * booleans and null. Here because a handler's class loader has nothing but the JDK. Used once, by
 * one thread.
 */
final class JsonText {
  /** Deeper than items can be nested (32 levels, each of a value within its type). */
  private static final int DEPTH_MAX = 200;

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * What an object says.
   *
   * @throws DataException if the text is none
   */
  @SuppressWarnings("unchecked") // so says the reader
  static Map<String, @Nullable Object> object(String text) {
    JsonText reader = new JsonText(text);
    Object value = reader.value();
    reader.space();
    if (!(value instanceof Map<?, ?> map) || reader.at < text.length()) {
      throw reader.wrong();
    }
    return (Map<String, @Nullable Object>) map;
  }

  // ---- reading

  private DataException wrong() {
    return new DataException(DataException.UNAVAILABLE, "the answer is no JSON at character " + at);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    space();
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  private @Nullable Object value() {
    return switch (next()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private <T> @Nullable T word(String word, @Nullable T value) {
    if (!text.startsWith(word, at)) {
      throw wrong();
    }
    at += word.length();
    return value;
  }

  private BigDecimal number() {
    int begin = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return new BigDecimal(text.substring(begin, at));
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    begin();
    while (goesOn('}', map.isEmpty())) {
      if (next() != '"') {
        throw wrong();
      }
      String name = string();
      if (next() != ':') {
        throw wrong();
      }
      at++;
      map.put(name, value());
    }
    return map;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    begin();
    while (goesOn(']', list.isEmpty())) {
      list.add(value());
    }
    return list;
  }

  private void begin() {
    at++;
    if (++depth > DEPTH_MAX) {
      throw wrong();
    }
  }

  /** Whether another member comes; else the end is behind. */
  private boolean goesOn(char end, boolean first) {
    char next = next();
    if (next == end) {
      at++;
      depth--;
      return false;
    }
    if (!first) {
      if (next != ',') {
        throw wrong();
      }
      at++;
    }
    return true;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return out.toString();
      }
      out.append(c == '\\' ? escaped() : c);
    }
    throw wrong();
  }

  private char escaped() {
    if (++at >= text.length()) {
      throw wrong();
    }
    char c = text.charAt(at);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        try {
          at += 4;
          yield (char) Integer.parseInt(text, at - 3, at + 1, 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
          throw wrong();
        }
      }
      case '"', '\\', '/' -> c;
      default -> throw wrong();
    };
  }

  // ---- writing

  /** The text of a value; of what is none of JSON's its {@code toString}, as a string. */
  static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Boolean truth -> out.append(truth);
      case Number number -> out.append(number);
      case Map<?, ?> map -> {
        char before = '{';
        for (Map.Entry<?, ?> each : map.entrySet()) {
          quote(String.valueOf(each.getKey()), out.append(before));
          write(each.getValue(), out.append(':'));
          before = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case Iterable<?> list -> {
        char before = '[';
        for (Object each : list) {
          write(each, out.append(before));
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      default -> quote(value.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
