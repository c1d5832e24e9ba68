package dev.skerry.handler;

import java.util.Set;

/**
 * What a handler is given under a name that its configuration says, the same from every language.
 * Immutable, safe for any thread.
 */
public sealed interface Binding
    permits Binding.Variable,
        Binding.Secret,
        Binding.Kept,
        Binding.Limit,
        Binding.Called,
        KeyValues {
  /** A text that anybody may see. */
  record Variable(String text) implements Binding {}

  /** A text that the handler alone is shown: it prints as stars. */
  record Secret(String text) implements Binding {
    @Override
    public String toString() {
      return "***";
    }
  }

  /** What the control plane's origin keeps, and is asked for while a handler runs. */
  sealed interface Kept extends Binding, BoundData.Asked {
    /** Its name there. */
    String name();
  }

  /** A table of the control plane's own account. */
  record Table(String name) implements Kept {}

  /** A bucket. */
  record Bucket(String name) implements Kept {}

  /**
   * How often something may happen, by keys that the handler says.
   *
   * @param name tells what is counted for one from what is counted for another
   * @param requests how many in a period; so many may come at once
   * @param periodSeconds from 1
   */
  record Limit(String name, int requests, long periodSeconds) implements Binding {}

  /**
   * Another handler of the same configuration.
   *
   * @param reads the tables and buckets that it may ask, by itself and by those that it calls
   */
  record Called(String id, Set<Kept> reads) implements Binding, BoundData.Asked {
    /** Copies what may be shared. */
    public Called {
      reads = Set.copyOf(reads);
    }
  }
}
