package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Prints a JSON object for people: one line per member, nested objects indented. */
final class Outline {
  private Outline() {}

  static void print(JsonNode object, PrintWriter out) {
    print(object, "", out);
  }

  private static void print(JsonNode object, String indent, PrintWriter out) {
    int width = object.propertyNames().stream().mapToInt(String::length).max().orElse(0);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey().replace('_', ' ');
      JsonNode value = member.getValue();
      if (value.isObject()) {
        out.println(indent + name);
        print(value, indent + "  ", out);
      } else {
        out.println(indent + name + " ".repeat(width - name.length() + 2) + text(value));
      }
    }
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "-";
    }
    if (value.isArray()) {
      return value.isEmpty()
          ? "-"
          : value.values().stream().map(Outline::text).collect(Collectors.joining(", "));
    }
    return value.isString() ? value.stringValue() : value.toString();
  }
}
