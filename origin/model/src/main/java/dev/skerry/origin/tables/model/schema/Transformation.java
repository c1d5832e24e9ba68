package dev.skerry.origin.tables.model.schema;

/**
 * A value in the program and what is kept of it. Used by any thread.
 *
 * @param <V> the component's type
 * @param <S> the type that is kept: any that a component may have
 */
public interface Transformation<V, S> {
  /** What is kept of a value. */
  S store(V value);

  /** The value of what was kept. */
  V read(S stored);
}
