package dev.skerry.cli;

import dev.skerry.handler.testing.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What many calls of a handler took. */
final class CallTimes {
  private final List<Long> wall = new ArrayList<>();
  private final List<Long> cpu = new ArrayList<>();

  /** Adds a call; of one that was stopped only how long it was waited for is known. */
  void add(Outcome outcome) {
    wall.add(outcome.wallNanos());
    Outcome.Usage usage = outcome.usage();
    if (usage != null) {
      cpu.add(usage.cpuNanos());
    }
  }

  /** Prints them, if there are any. */
  void print(PrintWriter out) {
    TextTable table = new TextTable(wall.size() + " calls", " MEDIAN", " P99", " MOST");
    row("wall", wall, table);
    row("cpu", cpu, table);
    table.print(out);
  }

  private static void row(String what, List<Long> nanos, TextTable table) {
    if (!nanos.isEmpty()) {
      Collections.sort(nanos);
      table.row(what, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1));
    }
  }

  private static String at(List<Long> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size()) - 1;
    return OutcomeLines.millis(sorted.get(Math.max(0, rank)));
  }
}
