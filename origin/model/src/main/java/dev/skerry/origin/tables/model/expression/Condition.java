package dev.skerry.origin.tables.model.expression;

import dev.skerry.origin.tables.model.expression.Conditions.All;
import dev.skerry.origin.tables.model.expression.Conditions.Any;
import dev.skerry.origin.tables.model.expression.Conditions.Between;
import dev.skerry.origin.tables.model.expression.Conditions.Call;
import dev.skerry.origin.tables.model.expression.Conditions.Comparison;
import dev.skerry.origin.tables.model.expression.Conditions.In;
import dev.skerry.origin.tables.model.expression.Conditions.Not;
import java.util.List;

/**
 * What may hold for an item or not. Never changes; made by {@link Attribute}.
 *
 * @param <R> the record that the item is
 */
public sealed interface Condition<R> permits All, Any, Between, Call, Comparison, In, Not {
  /** Holds where both do. */
  default Condition<R> and(Condition<R> other) {
    return new All<>(List.of(this, other));
  }

  /** Holds where one of them does. */
  default Condition<R> or(Condition<R> other) {
    return new Any<>(List.of(this, other));
  }

  /** Holds where this does not. */
  default Condition<R> negate() {
    return new Not<>(this);
  }

  /** Holds where the other does not. */
  static <R> Condition<R> not(Condition<R> other) {
    return other.negate();
  }

  /** As it is written in an expression. */
  String render(Placeholders places);
}
