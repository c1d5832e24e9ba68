package dev.skerry.edge.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reports that wait to be sent, in order, where a later one makes an earlier one needless: of what
 * is applied and of how the edge is, the newest alone is kept. Not for several threads at once.
 */
final class ReportQueue {
  private static final int MOST = 1_000;

  private final List<Report> waiting = new ArrayList<>();

  /** Adds reports; false if there is no room for them. */
  boolean add(List<Report> reports) {
    for (Report report : reports) {
      if (report instanceof Report.Applied || report instanceof Report.Vitals) {
        Iterator<Report> earlier = waiting.iterator();
        while (earlier.hasNext()) {
          if (earlier.next().getClass() == report.getClass()) {
            earlier.remove();
          }
        }
      }
      waiting.add(report);
    }
    return waiting.size() <= MOST;
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether what waits may overtake reports that are under way: it counts up, or is a moment's. */
  boolean mayOvertake() {
    return waiting.stream().allMatch(report -> report instanceof Report.Applied);
  }

  /** Takes all that waits. */
  List<Report> takeAll() {
    List<Report> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
