package dev.skerry.origin.tables.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests take of expressions. */
final class Expressions {
  private Expressions() {}

  /** DynamoDB refuses empty maps of names and values. */
  static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
    return map.isEmpty() ? null : map;
  }
}
