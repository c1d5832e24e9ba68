package dev.skerry.edge.config.document;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep their order, so that what is generated is the same every time. */
final class Ordered {
  private Ordered() {}

  /** A mutable map of name, value, name, value … */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
