package dev.skerry.edge.config.document;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration as it may be shown: what the document says, without its secrets. */
final class Redaction {
  static final String STARS = "***";

  private Redaction() {}

  /**
   * A node as maps, lists, text, numbers and booleans. References to the environment stay as
   * written.
   */
  static @Nullable Object plain(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
          out.put(entry.key(), plain(entry.value()));
        }
        yield out;
      }
      case Node.Sequence sequence -> sequence.items().stream().map(Redaction::plain).toList();
      case Node.Scalar scalar ->
          switch (scalar.kind()) {
            case NULL -> null;
            case BOOLEAN -> Boolean.parseBoolean(scalar.text());
            case NUMBER -> number(scalar.text());
            case TEXT -> scalar.text();
          };
    };
  }

  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
