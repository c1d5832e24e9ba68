package dev.skerry.edge.cache;

import java.util.List;

/** Tags as one text: a list of strings costs several times what is in them. */
final class TagList {
  /** In no field value, and so in no tag. */
  private static final String BETWEEN = "\n";

  private TagList() {}

  static String join(List<String> tags) {
    return tags.isEmpty() ? "" : String.join(BETWEEN, tags);
  }

  static List<String> split(String tags) {
    return tags.isEmpty() ? List.of() : List.of(tags.split(BETWEEN, -1));
  }
}
