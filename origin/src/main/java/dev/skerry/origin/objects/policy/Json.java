package dev.skerry.origin.objects.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a policy document's JSON. */
sealed interface Json {
  /** Members in their order; no name twice. */
  record Members(LinkedHashMap<String, Json> map) implements Json {
    @Nullable Json get(String name) {
      return map.get(name);
    }

    Iterable<Map.Entry<String, Json>> entries() {
      return map.entrySet();
    }
  }

  /** A list. */
  record Elements(List<Json> list) implements Json {}

  /** A string. */
  record Text(String text) implements Json {}

  /**
   * A number, or true or false.
   *
   * @param text as it was written
   */
  record Scalar(String text) implements Json {}

  /** Null. */
  record Nothing() implements Json {}

  /** One value, or those of a list: policies may have either nearly everywhere. */
  default List<Json> oneOrMore() {
    return this instanceof Elements(List<Json> list) ? list : List.of(this);
  }
}
