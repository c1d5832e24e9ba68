package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Prints a JSON object for people: one line per member, nested objects indented, those of a list
 * each behind a dash.
 */
final class Outline {
  private Outline() {}

  static void print(JsonNode object, PrintWriter out) {
    print(object, "", out);
  }

  private static void print(JsonNode object, String indent, PrintWriter out) {
    print(object, indent, indent, out);
  }

  private static void print(JsonNode object, String first, String indent, PrintWriter out) {
    String before = first;
    int width = object.propertyNames().stream().mapToInt(String::length).max().orElse(0);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey().replace('_', ' ');
      JsonNode value = member.getValue();
      out.print(before + name);
      before = indent;
      if (value.isObject()) {
        out.println();
        print(value, indent + "  ", out);
      } else if (isListOfObjects(value)) {
        out.println();
        value.forEach(each -> print(each, indent + "  - ", indent + "    ", out));
      } else {
        out.println(" ".repeat(width - name.length() + 2) + text(value));
      }
    }
  }

  private static boolean isListOfObjects(JsonNode value) {
    return value.isArray()
        && !value.isEmpty()
        && value.values().stream().allMatch(JsonNode::isObject);
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
