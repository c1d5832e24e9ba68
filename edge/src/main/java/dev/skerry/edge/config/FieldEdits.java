package dev.skerry.edge.config;

import java.util.List;

/**
 * Changes of a header section, applied in this order: remove, set, add.
 *
 * @param remove names, in lower case; one that ends with {@code *} stands for every name so
 *     beginning
 * @param set lines that replace all others of their name
 * @param add lines that come beside others of their name
 */
public record FieldEdits(List<String> remove, List<Line> set, List<Line> add) {
  /** No change. */
  public static final FieldEdits NONE = new FieldEdits(List.of(), List.of(), List.of());

  public FieldEdits {
    remove = List.copyOf(remove);
    set = List.copyOf(set);
    add = List.copyOf(add);
  }

  /** Whether nothing is changed. */
  public boolean isEmpty() {
    return remove.isEmpty() && set.isEmpty() && add.isEmpty();
  }

  /** A field line to be; its name in lower case. */
  public record Line(String name, Template value) {}
}
