package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members do not satisfy, at most {@value #MOST}, told in one sentence. */
final class Findings {
  private static final int MOST = 10;

  private final List<String> texts = new ArrayList<>();

  void add(String path, @Nullable Object value, String text) {
    if (texts.size() < MOST) {
      texts.add(
          "Value "
              + (value == null ? "null" : "'" + value + "'")
              + " at '"
              + path
              + "' failed to satisfy constraint: "
              + text);
    }
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
