package dev.skerry.testing.history;

import java.util.List;

/** What a transaction did to a list. */
public sealed interface Op {
  /** Which list. */
  int list();

  /** Put an element, unique in the history, behind the others. */
  record Append(int list, int element) implements Op {}

  /** Read all elements. */
  record Read(int list, List<Integer> elements) implements Op {}
}
