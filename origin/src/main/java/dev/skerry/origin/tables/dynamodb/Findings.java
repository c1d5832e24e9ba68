package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What members do not satisfy, at most {@value #MOST}, told in one sentence. */
final class Findings {
  private static final int MOST = 10;

  private final List<String> texts = new ArrayList<>();

  void add(String path, @Nullable Object value, String text) {
    if (texts.size() < MOST) {
      texts.add(
          "Value "
              + (value == null ? "null" : "'" + text(value) + "'")
              + " at '"
              + path
              + "' failed to satisfy constraint: "
              + text);
    }
  }

  /** A value as the service's messages show it: structures by their class only. */
  private static String text(@Nullable Object value) {
    return switch (value) {
      case Fields fields -> object(fields.structure(), fields.values());
      case WireValue attribute -> object("AttributeValue", attribute);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Collection<?> elements ->
          elements.stream().map(Findings::text).collect(Collectors.joining(", ", "[", "]"));
      case null, default -> String.valueOf(value);
    };
  }

  private static String object(String structure, Object value) {
    return WireReader.className(structure) + "@" + Integer.toHexString(value.hashCode());
  }

  /** Throws if there are any. */
  void throwAny() {
    if (!texts.isEmpty()) {
      throw TableException.validation(
          texts.size()
              + (texts.size() == 1 ? " validation error" : " validation errors")
              + " detected: "
              + String.join("; ", texts));
    }
  }
}
