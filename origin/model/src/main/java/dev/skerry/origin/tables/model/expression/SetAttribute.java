package dev.skerry.origin.tables.model.expression;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A typed handle of a set.
 *
 * @param <R> the record that the items are
 * @param <E> its elements
 */
public final class SetAttribute<R, E> extends Attribute<R, Set<E>> {
  SetAttribute(Path path) {
    super(path);
  }

  /** Holds where this is one of its elements. */
  public Condition<R> contains(E element) {
    return new Conditions.Call<>("contains", here(), List.of(element(element)));
  }

  private Operand element(E element) {
    return new Operand.Given(
        path().encode(Objects.requireNonNull(path().codec().element()), element));
  }
}
