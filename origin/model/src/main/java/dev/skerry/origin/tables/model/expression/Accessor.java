package dev.skerry.origin.tables.model.expression;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a record's accessor, such as {@code User::name}. It is serializable so that it can
 * be asked which accessor it refers to; a lambda expression cannot, and is refused.
 *
 * @param <R> the record
 * @param <V> the component's type
 */
@FunctionalInterface
public interface Accessor<R, V> extends Serializable {
  /** The component of a record. */
  @Nullable V of(R record);
}
