package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ModelException;
import org.jspecify.annotations.Nullable;

/** Told how a call ended, on the thread that made it: one of both is null. */
@FunctionalInterface
public interface Callback<T> {
  /** The call ended with an answer, or because of a failure. */
  void ended(@Nullable T answer, @Nullable ModelException failure);
}
