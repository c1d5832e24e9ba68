package dev.skerry.loadtest.peers;

import java.util.List;

/** The median of some measurements with the smallest and the largest. */
record Range(double median, double min, double max) {
  /**
   * The range of at least one value.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Range of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no value");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Range(median, sorted.getFirst(), sorted.getLast());
  }
}
