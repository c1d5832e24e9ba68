package dev.skerry.testing.history;

import dev.skerry.testing.history.Attempt.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the calls to an item in which each saw what the one before it left, and
 * nobody comes before somebody who had been answered when he asked.
 *
 * <p>A call of which the client was not told may have happened at any time after it was asked, or
 * never. It is given a place only where its value is needed, directly before who needs it: without
 * that it might as well never have happened.
 */
public final class LinearizabilityCheck {
  private static final int MOST_PLACES = 500_000;
  private static final List<List<Integer>> NOTHING_BEFORE = List.of(List.of());

  private final List<Call> calls;
  private final BitSet done = new BitSet();
  private final Set<Place> visited = new HashSet<>();
  private final Deque<Step> path = new ArrayDeque<>();
  private int value = Call.ABSENT;
  private int known;
  private int farthest;
  private String obstacle = "";

  /** Where the search has been: which calls it had placed, and the value they left. */
  private record Place(BitSet done, int value) {}

  /** Calls placed at once, and what was there before. */
  private record Step(List<Integer> calls, int before, Deque<List<Integer>> others) {}

  private LinearizabilityCheck(List<Call> calls) {
    this.calls = calls;
  }

  /**
   * The items that are not linearizable.
   *
   * @param history all calls, from items that are not there on; those who were refused without
   *     being told the value are left out
   */
  public static List<Anomaly> of(List<Call> history) {
    Map<Integer, List<Call>> items = new TreeMap<>();
    history.stream()
        .filter(call -> call.isKnown() || call.writes() != null)
        .filter(call -> call.answer() != Answer.REFUSED || call.sees() != null)
        .sorted(Comparator.comparingLong(Call::invoked))
        .forEach(call -> items.computeIfAbsent(call.item(), item -> new ArrayList<>()).add(call));
    List<Anomaly> found = new ArrayList<>();
    for (List<Call> calls : items.values()) {
      String obstacle = new LinearizabilityCheck(calls).search();
      if (obstacle != null) {
        found.add(new Anomaly(Anomaly.Kind.NOT_LINEARIZABLE, obstacle));
      }
    }
    return found;
  }

  /** Null if there is an order, else where the longest one ends. */
  private @Nullable String search() {
    for (Call call : calls) {
      if (!call.isConsistent()) {
        return call + " was answered against what it saw";
      }
    }
    long all = calls.stream().filter(Call::isKnown).count();
    Deque<List<Integer>> ways = ways();
    while (known < all) {
      List<Integer> way = ways.poll();
      if (way != null) {
        ways = place(way, ways);
      } else if (path.isEmpty()) {
        return obstacle;
      } else {
        ways = takeBack();
      }
    }
    return null;
  }

  /** Goes that way if nobody has been there; what may be done next. */
  private Deque<List<Integer>> place(List<Integer> way, Deque<List<Integer>> others) {
    int before = value;
    for (int call : way) {
      done.set(call);
      value = calls.get(call).after(value);
    }
    path.push(new Step(way, before, others));
    known++;
    if (!visited.add(new Place((BitSet) done.clone(), value))) {
      return takeBack();
    }
    if (visited.size() > MOST_PLACES) {
      throw new IllegalStateException("not decided: " + obstacle);
    }
    return ways();
  }

  private Deque<List<Integer>> takeBack() {
    Step step = path.pop();
    step.calls().forEach(done::clear);
    value = step.before();
    known--;
    return step.others();
  }

  /** Each call that was answered and may be next, with those before it that it needs. */
  private Deque<List<Integer>> ways() {
    Deque<List<Integer>> ways = new ArrayDeque<>();
    List<Integer> open = open();
    for (int call : open) {
      Integer needed = calls.get(call).needs();
      if (calls.get(call).isKnown()) {
        for (List<Integer> before : needed == null ? NOTHING_BEFORE : to(needed, open)) {
          List<Integer> way = new ArrayList<>(before);
          way.add(call);
          ways.add(way);
        }
      }
    }
    if (ways.isEmpty() && known >= farthest) {
      farthest = known;
      obstacle =
          "after %d calls item %d is %d, which fits none of\n%s"
              .formatted(
                  known,
                  calls.getFirst().item(),
                  value,
                  open.stream()
                      .map(call -> calls.get(call).toString())
                      .collect(Collectors.joining("\n")));
    }
    return ways;
  }

  /** The calls that had been asked when the first of those left was answered. */
  private List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    long end = Long.MAX_VALUE;
    for (int call = done.nextClearBit(0);
        call < calls.size() && calls.get(call).invoked() < end;
        call = done.nextClearBit(call + 1)) {
      open.add(call);
      if (calls.get(call).isKnown()) {
        end = Math.min(end, calls.get(call).completed());
      }
    }
    return open;
  }

  /** The ways from the value there is to another by calls of which nobody was told. */
  private List<List<Integer>> to(int needed, List<Integer> open) {
    if (needed == value) {
      return NOTHING_BEFORE;
    }
    List<List<Integer>> ways = new ArrayList<>();
    for (int call : open) {
      Call last = calls.get(call);
      if (last.isKnown() || last.after(value) != needed) {
        continue;
      }
      Integer expected = last.expects();
      List<Integer> others = open.stream().filter(other -> other != call).toList();
      for (List<Integer> before : expected == null ? NOTHING_BEFORE : to(expected, others)) {
        List<Integer> way = new ArrayList<>(before);
        way.add(call);
        ways.add(way);
      }
    }
    return ways;
  }
}
