package dev.skerry.origin.tables.model.expression;

import dev.skerry.origin.tables.model.expression.Conditions.Operator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of what an item has at a place.
 *
 * @param <R> the record that the items are
 */
public final class Size<R> {
  private final Path path;

  Size(Path path) {
    this.path = path;
  }

  /** Holds where it is this. */
  public Condition<R> eq(int size) {
    return compared(Operator.EQ, size);
  }

  /** Holds where it is less. */
  public Condition<R> lt(int size) {
    return compared(Operator.LT, size);
  }

  /** Holds where it is less or the same. */
  public Condition<R> le(int size) {
    return compared(Operator.LE, size);
  }

  /** Holds where it is more. */
  public Condition<R> gt(int size) {
    return compared(Operator.GT, size);
  }

  /** Holds where it is more or the same. */
  public Condition<R> ge(int size) {
    return compared(Operator.GE, size);
  }

  private Condition<R> compared(Operator operator, int size) {
    return new Conditions.Comparison<>(
        new Operand.SizeAt(path),
        operator,
        new Operand.Given(AttributeValue.fromN(Integer.toString(size))));
  }
}
