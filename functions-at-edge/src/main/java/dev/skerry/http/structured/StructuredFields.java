package dev.skerry.http.structured;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes whole structured field values (RFC 9651 §4). */
public final class StructuredFields {
  private StructuredFields() {}

  /**
   * Reads a dictionary. An empty value is an empty dictionary.
   *
   * @param value all lines of the field joined by commas
   * @return members in order, unmodifiable; null if the value is malformed
   */
  public static @Nullable Map<String, Member> dictionary(String value) {
    return StructuredParser.whole(value, StructuredParser::dictionary);
  }

  /** Reads a list; an empty value is an empty list, a malformed one null. */
  public static @Nullable List<Member> list(String value) {
    return StructuredParser.whole(value, StructuredParser::list);
  }

  /** Reads an item; null if the value is malformed. */
  public static Member.@Nullable Item item(String value) {
    return StructuredParser.whole(value, StructuredParser::item);
  }

  /** Writes a dictionary. */
  public static String write(Map<String, Member> dictionary) {
    StringBuilder out = new StringBuilder();
    dictionary.forEach(
        (key, member) -> {
          separate(out);
          StructuredWriter.appendEntry(out, key, member);
        });
    return out.toString();
  }

  /** Writes a list. */
  public static String write(List<Member> list) {
    StringBuilder out = new StringBuilder();
    for (Member member : list) {
      separate(out);
      StructuredWriter.append(out, member);
    }
    return out.toString();
  }

  /** Writes an item. */
  public static String write(Member.Item item) {
    StringBuilder out = new StringBuilder();
    StructuredWriter.append(out, item);
    return out.toString();
  }

  private static void separate(StringBuilder out) {
    if (!out.isEmpty()) {
      out.append(", ");
    }
  }
}
