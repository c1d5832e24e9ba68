package dev.skerry.edge.purge;

import java.util.List;

/**
 * What an expression can ask of a text, given as a part of a longer one so that nothing is copied.
 */
sealed interface TextTest {
  /**
   * Whether it holds for the characters from {@code from} up to, not including, {@code to}.
   *
   * @param ifUnknown the answer if it cannot tell
   */
  boolean holds(String text, int from, int to, boolean ifUnknown);

  /** Whether there is a text at all, and not an empty one. */
  record Present() implements TextTest {
    @Override
    public boolean holds(String text, int from, int to, boolean ifUnknown) {
      return to > from;
    }
  }

  /** Whether it is exactly that. */
  record Is(String value) implements TextTest {
    @Override
    public boolean holds(String text, int from, int to, boolean ifUnknown) {
      return to - from == value.length() && text.startsWith(value, from);
    }
  }

  /** Whether it is exactly one of these. */
  record OneOf(List<String> values) implements TextTest {
    @Override
    public boolean holds(String text, int from, int to, boolean ifUnknown) {
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        if (to - from == value.length() && text.startsWith(value, from)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether that stands somewhere in it. */
  record Contains(String value) implements TextTest {
    @Override
    public boolean holds(String text, int from, int to, boolean ifUnknown) {
      return text.indexOf(value, from, to) >= 0;
    }
  }

  /** Whether it begins with that. */
  record StartsWith(String value) implements TextTest {
    @Override
    public boolean holds(String text, int from, int to, boolean ifUnknown) {
      return to - from >= value.length() && text.startsWith(value, from);
    }
  }

  /** Whether it ends with that. */
  record EndsWith(String value) implements TextTest {
    @Override
    public boolean holds(String text, int from, int to, boolean ifUnknown) {
      return to - from >= value.length() && text.startsWith(value, to - value.length());
    }
  }

  /** Whether the pattern is found somewhere in it. */
  record Finds(BoundedPattern pattern) implements TextTest {
    @Override
    public boolean holds(String text, int from, int to, boolean ifUnknown) {
      return pattern.isWithinBudget(to - from)
          ? pattern.isFoundIn(text.substring(from, to))
          : ifUnknown;
    }
  }
}
