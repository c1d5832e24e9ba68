package dev.skerry.origin.tables.model.schema;

import java.util.Objects;

/**
 * The key of an item in a table with a sort key.
 *
 * @param <P> the partition key's type
 * @param <S> the sort key's type
 */
public record Key<P, S>(P partition, S sort) {
  /** Refuses null. */
  public Key {
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(sort, "sort");
  }

  /** The key of both values. */
  public static <P, S> Key<P, S> of(P partition, S sort) {
    return new Key<>(partition, sort);
  }
}
