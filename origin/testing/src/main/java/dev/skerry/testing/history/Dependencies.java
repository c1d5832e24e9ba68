package dev.skerry.testing.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who must come before whom: nodes are the attempts by their place in the list, and behind them one
 * node for each answer, in the order of the answers, through which those who came later are after
 * it.
 */
final class Dependencies {
  /** Why one comes before another. */
  enum Why {
    /** The other wrote behind it. */
    WRITE_WRITE,
    /** The other read what it wrote. */
    WRITE_READ,
    /** The other overwrote what it read. */
    READ_WRITE,
    /** The other came when it had been answered. */
    REAL_TIME
  }

  private final Map<Why, List<List<Integer>>> edges = new EnumMap<>(Why.class);
  private final int nodes;

  private Dependencies(int nodes) {
    this.nodes = nodes;
    for (Why why : Why.values()) {
      List<List<Integer>> targets = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        targets.add(new ArrayList<>());
      }
      edges.put(why, targets);
    }
  }

  int nodes() {
    return nodes;
  }

  List<Integer> targets(Why why, int node) {
    return Objects.requireNonNull(edges.get(why)).get(node);
  }

  /** Whether one comes before another for some of these reasons. */
  boolean has(int from, int to, Set<Why> reasons) {
    return reasons.stream().anyMatch(why -> targets(why, from).contains(to));
  }

  private void add(Why why, int from, int to) {
    if (from != to) {
      targets(why, from).add(to);
    }
  }

  /**
   * Derives them.
   *
   * @param attempts those that are, or may be, committed
   * @param orders of each list, all its elements
   */
  static Dependencies of(List<Attempt> attempts, Map<Integer, List<Integer>> orders) {
    Dependencies found = new Dependencies(2 * attempts.size());
    Map<Integer, Integer> writers = new HashMap<>();
    for (int node = 0; node < attempts.size(); node++) {
      for (Op op : attempts.get(node).ops()) {
        if (op instanceof Op.Append append) {
          writers.put(append.element(), node);
        }
      }
    }
    orders.values().forEach(order -> found.addWrites(order, writers));
    for (int node = 0; node < attempts.size(); node++) {
      for (Op op : attempts.get(node).ops()) {
        if (op instanceof Op.Read read) {
          found.addRead(node, read, orders.getOrDefault(read.list(), List.of()), writers);
        }
      }
    }
    found.addRealTime(attempts);
    return found;
  }

  private void addWrites(List<Integer> order, Map<Integer, Integer> writers) {
    for (int i = 1; i < order.size(); i++) {
      Integer before = writers.get(order.get(i - 1));
      Integer after = writers.get(order.get(i));
      if (before != null && after != null) {
        add(Why.WRITE_WRITE, before, after);
      }
    }
  }

  private void addRead(
      int reader, Op.Read read, List<Integer> order, Map<Integer, Integer> writers) {
    List<Integer> seen = read.elements();
    if (!seen.isEmpty()) {
      Integer writer = writers.get(seen.getLast());
      if (writer != null) {
        add(Why.WRITE_READ, writer, reader);
      }
    }
    if (seen.size() < order.size()) {
      Integer next = writers.get(order.get(seen.size()));
      if (next != null) {
        add(Why.READ_WRITE, reader, next);
      }
    }
  }

  private void addRealTime(List<Attempt> attempts) {
    int count = attempts.size();
    Integer[] byAnswer = new Integer[count];
    Arrays.setAll(byAnswer, i -> i);
    Arrays.sort(byAnswer, Comparator.comparingLong(i -> answeredAt(attempts.get(i))));
    long[] answers = new long[count];
    for (int place = 0; place < count; place++) {
      answers[place] = answeredAt(attempts.get(byAnswer[place]));
      if (answers[place] != Long.MAX_VALUE) {
        add(Why.REAL_TIME, byAnswer[place], count + place);
      }
      if (place > 0) {
        add(Why.REAL_TIME, count + place - 1, count + place);
      }
    }
    for (int node = 0; node < count; node++) {
      int found = Arrays.binarySearch(answers, attempts.get(node).invoked());
      int earlier = (found < 0 ? -found - 1 : found) - 1;
      if (earlier >= 0) {
        add(Why.REAL_TIME, count + earlier, node);
      }
    }
  }

  /** Nobody comes after an attempt of which nobody was told. */
  private static long answeredAt(Attempt attempt) {
    return attempt.answer() == Attempt.Answer.COMMITTED ? attempt.completed() : Long.MAX_VALUE;
  }
}
