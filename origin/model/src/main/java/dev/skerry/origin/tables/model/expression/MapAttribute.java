package dev.skerry.origin.tables.model.expression;

import java.util.Map;

/**
 * A typed handle of a map.
 *
 * @param <R> the record that the items are
 * @param <E> its values
 */
public final class MapAttribute<R, E> extends Attribute<R, Map<String, E>> {
  MapAttribute(Path path) {
    super(path);
  }

  /** The value of a key. */
  public Attribute<R, E> key(String key) {
    return new Attribute<>(path().then(new Path.Step.Name(key)));
  }
}
