package dev.skerry.edge.purge;

import java.util.List;

/** The syntax tree of an {@link Expression}. */
sealed interface Condition {
  /**
   * Whether it holds for a stored response.
   *
   * @param ifUnknown the answer of a comparison that cannot tell; {@code not} turns it round, so
   *     that the whole is true wherever it might be
   */
  boolean holds(Purgeable stored, long atMillis, boolean ifUnknown);

  /** All of them, at least two; from left to right, as far as needed. */
  record And(List<Condition> all) implements Condition {
    @Override
    public boolean holds(Purgeable stored, long atMillis, boolean ifUnknown) {
      for (int i = 0; i < all.size(); i++) {
        if (!all.get(i).holds(stored, atMillis, ifUnknown)) {
          return false;
        }
      }
      return true;
    }
  }

  /** One of them, at least two; from left to right, as far as needed. */
  record Or(List<Condition> any) implements Condition {
    @Override
    public boolean holds(Purgeable stored, long atMillis, boolean ifUnknown) {
      for (int i = 0; i < any.size(); i++) {
        if (any.get(i).holds(stored, atMillis, ifUnknown)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The contrary. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(Purgeable stored, long atMillis, boolean ifUnknown) {
      return !condition.holds(stored, atMillis, !ifUnknown);
    }
  }

  /** Compares a number with a given one. */
  record Compares(Quantity quantity, Comparison comparison, long value) implements Condition {
    @Override
    public boolean holds(Purgeable stored, long atMillis, boolean ifUnknown) {
      long actual = quantity.of(stored, atMillis);
      return actual < 0 ? ifUnknown : comparison.holds(actual, value);
    }
  }

  /** Whether a number is one of those given. */
  record IsOneOf(Quantity quantity, List<Long> values) implements Condition {
    @Override
    public boolean holds(Purgeable stored, long atMillis, boolean ifUnknown) {
      long actual = quantity.of(stored, atMillis);
      return actual < 0 ? ifUnknown : values.contains(actual);
    }
  }

  /** Asks something of a text. */
  record Asks(TextSource source, TextTest test) implements Condition {
    @Override
    public boolean holds(Purgeable stored, long atMillis, boolean ifUnknown) {
      return source.any(stored, test, ifUnknown);
    }
  }
}
