package dev.skerry.edge.config.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong with one document so far; bounded. */
final class Problems {
  private static final int MAX = 200;

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, String message, String expected) {
    if (found.size() < MAX) {
      Mark mark = place.mark();
      found.add(new Problem(file, mark.line(), mark.column(), place.path(), message, expected));
    }
  }

  void add(Place place, String message) {
    add(place, message, "");
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the text. */
  List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return List.copyOf(sorted);
  }
}
