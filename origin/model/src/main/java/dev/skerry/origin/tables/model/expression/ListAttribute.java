package dev.skerry.origin.tables.model.expression;

import java.util.List;
import java.util.Objects;

/**
 * A typed handle of a list.
 *
 * @param <R> the record that the items are
 * @param <E> its elements
 */
public final class ListAttribute<R, E> extends Attribute<R, List<E>> {
  ListAttribute(Path path) {
    super(path);
  }

  /** The element at a position, from 0. */
  public Attribute<R, E> at(int index) {
    return new Attribute<>(path().then(new Path.Step.Position(index)));
  }

  /** Holds where this is one of its elements. */
  public Condition<R> contains(E element) {
    Operand given =
        new Operand.Given(path().encode(Objects.requireNonNull(path().codec().element()), element));
    return new Conditions.Call<>("contains", here(), List.of(given));
  }
}
