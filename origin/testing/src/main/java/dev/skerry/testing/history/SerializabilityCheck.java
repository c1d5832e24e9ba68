package dev.skerry.testing.history;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what in a history could not have happened one transaction after the other, in real time.
 */
public final class SerializabilityCheck {
  private final List<Attempt> history;
  private final Map<Integer, List<Integer>> orders = new HashMap<>();
  private final List<Anomaly> found = new ArrayList<>();

  private SerializabilityCheck(List<Attempt> history) {
    this.history = history;
  }

  /**
   * The anomalies of a history.
   *
   * @param history all attempts; the last reads every list when all others have been answered
   */
  public static List<Anomaly> of(List<Attempt> history) {
    return new SerializabilityCheck(history).run();
  }

  private List<Anomaly> run() {
    findOrders();
    checkReads();
    checkLosses();
    checkInternal();
    checkStrange();
    Set<Integer> present = new HashSet<>();
    orders.values().forEach(present::addAll);
    checkHalves(present);
    List<Attempt> happened =
        history.stream().filter(attempt -> happened(attempt, present)).toList();
    Dependencies graph = Dependencies.of(happened, orders);
    EnumSet<Dependencies.Why> reasons = EnumSet.noneOf(Dependencies.Why.class);
    for (Dependencies.Why why : Dependencies.Why.values()) {
      reasons.add(why);
      for (List<Integer> circle : Circles.in(graph, reasons)) {
        found.add(new Anomaly(kind(graph, circle, why), text(happened, circle)));
      }
    }
    return found;
  }

  private static boolean happened(Attempt attempt, Set<Integer> present) {
    return switch (attempt.answer()) {
      case COMMITTED -> true;
      case REFUSED -> false;
      case UNKNOWN ->
          attempt.ops().stream()
              .anyMatch(
                  op ->
                      op instanceof Op.Append(int list, int element) && present.contains(element));
    };
  }

  private static Anomaly.Kind kind(
      Dependencies graph, List<Integer> circle, Dependencies.Why newest) {
    return switch (newest) {
      case WRITE_WRITE -> Anomaly.Kind.G0;
      case WRITE_READ -> Anomaly.Kind.G1C;
      case REAL_TIME -> Anomaly.Kind.REAL_TIME;
      case READ_WRITE -> {
        Set<Dependencies.Why> others =
            EnumSet.of(Dependencies.Why.WRITE_WRITE, Dependencies.Why.WRITE_READ);
        int reads = 0;
        for (int i = 0; i < circle.size(); i++) {
          int to = circle.get((i + 1) % circle.size());
          reads += graph.has(circle.get(i), to, others) ? 0 : 1;
        }
        yield reads <= 1 ? Anomaly.Kind.G_SINGLE : Anomaly.Kind.G2;
      }
    };
  }

  private static String text(List<Attempt> happened, List<Integer> circle) {
    StringBuilder text = new StringBuilder();
    for (int node : circle) {
      if (node < happened.size()) {
        text.append(happened.get(node)).append(" -> ");
      }
    }
    return text.toString();
  }

  /** The longest read of each list is its order; all others must begin like it. */
  private void findOrders() {
    reads(
        (attempt, read) ->
            orders.merge(read.list(), read.elements(), SerializabilityCheck::longer));
    reads(
        (attempt, read) -> {
          List<Integer> order = orders.get(read.list());
          if (order == null || !order.subList(0, read.elements().size()).equals(read.elements())) {
            found.add(new Anomaly(Anomaly.Kind.INCOMPATIBLE_ORDER, attempt + " against " + order));
          }
        });
  }

  private static List<Integer> longer(List<Integer> one, List<Integer> other) {
    return one.size() >= other.size() ? one : other;
  }

  private void checkReads() {
    Set<Integer> refused = new HashSet<>();
    Map<Integer, Attempt> writers = new HashMap<>();
    Set<Integer> followed = new HashSet<>();
    for (Attempt attempt : history) {
      Map<Integer, Integer> last = new HashMap<>();
      for (Op op : attempt.ops()) {
        if (op instanceof Op.Append(int list, int element)) {
          writers.put(element, attempt);
          if (attempt.answer() == Attempt.Answer.REFUSED) {
            refused.add(element);
          }
          Integer before = last.put(list, element);
          if (before != null) {
            followed.add(before);
          }
        }
      }
    }
    reads(
        (attempt, read) -> {
          for (int element : read.elements()) {
            Attempt writer = writers.get(element);
            if (refused.contains(element) && !attempt.equals(writer)) {
              found.add(new Anomaly(Anomaly.Kind.G1A, attempt + " read " + element));
            }
          }
          if (!read.elements().isEmpty()) {
            int end = read.elements().getLast();
            if (followed.contains(end) && !attempt.equals(writers.get(end))) {
              found.add(new Anomaly(Anomaly.Kind.G1B, attempt + " read up to " + end));
            }
          }
        });
  }

  private void checkLosses() {
    for (Attempt attempt : history) {
      if (attempt.answer() == Attempt.Answer.COMMITTED) {
        for (Op op : attempt.ops()) {
          if (op instanceof Op.Append(int list, int element)
              && !orders.getOrDefault(list, List.of()).contains(element)) {
            found.add(new Anomaly(Anomaly.Kind.LOST, attempt + ": " + element));
          }
        }
      }
    }
  }

  /** Of a transaction of which nobody was told either all is there at the end or nothing. */
  private void checkHalves(Set<Integer> present) {
    for (Attempt attempt : history) {
      List<Integer> elements = appended(attempt);
      long there = elements.stream().filter(present::contains).count();
      if (attempt.answer() == Attempt.Answer.UNKNOWN && there > 0 && there < elements.size()) {
        found.add(new Anomaly(Anomaly.Kind.HALF, attempt + ": " + there + " of " + elements));
      }
    }
  }

  private static List<Integer> appended(Attempt attempt) {
    List<Integer> elements = new ArrayList<>();
    for (Op op : attempt.ops()) {
      if (op instanceof Op.Append append) {
        elements.add(append.element());
      }
    }
    return elements;
  }

  /** Each element is in the list to which it was appended, once. */
  private void checkStrange() {
    Map<Integer, Integer> lists = new HashMap<>();
    for (Attempt attempt : history) {
      for (Op op : attempt.ops()) {
        if (op instanceof Op.Append append) {
          lists.put(append.element(), append.list());
        }
      }
    }
    orders.forEach(
        (list, order) -> {
          Set<Integer> seen = new HashSet<>();
          for (int element : order) {
            if (!seen.add(element) || !list.equals(lists.get(element))) {
              found.add(new Anomaly(Anomaly.Kind.STRANGE, element + " in " + list + order));
            }
          }
        });
  }

  /** What a transaction appended, it reads from then on at the end of the list. */
  private void checkInternal() {
    for (Attempt attempt : history) {
      Map<Integer, List<Integer>> own = new HashMap<>();
      for (Op op : attempt.ops()) {
        List<Integer> expected = own.computeIfAbsent(op.list(), list -> new ArrayList<>());
        switch (op) {
          case Op.Append append -> expected.add(append.element());
          case Op.Read read -> {
            int from = read.elements().size() - expected.size();
            if (from < 0
                || !read.elements().subList(from, read.elements().size()).equals(expected)) {
              found.add(new Anomaly(Anomaly.Kind.INTERNAL, attempt + " at " + read));
            }
          }
        }
      }
    }
  }

  private interface ReadCheck {
    void check(Attempt attempt, Op.Read read);
  }

  /** Visits the reads of those who were committed. */
  private void reads(ReadCheck check) {
    for (Attempt attempt : history) {
      if (attempt.answer() == Attempt.Answer.COMMITTED) {
        for (Op op : attempt.ops()) {
          if (op instanceof Op.Read read) {
            check.check(attempt, read);
          }
        }
      }
    }
  }
}
