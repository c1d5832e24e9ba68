package dev.skerry.edge.purge;

import org.jspecify.annotations.Nullable;

/**
 * A condition on stored responses, in the language that {@code docs/purge.md} describes: {@code
 * status >= 500 and (type == "text/html" or size > 10MB)}.
 *
 * <p>Immutable. Evaluation takes a bounded time and never fails: where it cannot tell (a size not
 * yet known, a text too long for a pattern), the answer is the one by which more is purged.
 */
public final class Expression {
  private final String text;
  private final Condition condition;
  private final boolean readsAge;

  /**
   * Reads an expression.
   *
   * @throws ExpressionException if it is none, or too long or deep or costly
   */
  public static Expression parse(String text) throws ExpressionException {
    return ExpressionParser.parse(text);
  }

  Expression(String text, Condition condition, boolean readsAge) {
    this.text = text;
    this.condition = condition;
    this.readsAge = readsAge;
  }

  /** The expression as it was written. */
  public String text() {
    return text;
  }

  /** Whether it asks for the age, so that it depends on the moment. */
  public boolean readsAge() {
    return readsAge;
  }

  /**
   * Whether it holds for a stored response.
   *
   * @param atMillis the moment of the purge, milliseconds since the epoch
   */
  public boolean matches(Purgeable stored, long atMillis) {
    return condition.holds(stored, atMillis, true);
  }

  /** Whether both are written in the same way. */
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Expression other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
