package dev.skerry.origin.tables.model.schema;

import org.jspecify.annotations.Nullable;

/** What must hold for a value. Used by any thread. */
@FunctionalInterface
public interface Rule<V> {
  /**
   * Checks a value.
   *
   * @return what is wrong, to be read after the component's name: {@code must be …}; null if
   *     nothing
   */
  @Nullable String problem(V value);
}
