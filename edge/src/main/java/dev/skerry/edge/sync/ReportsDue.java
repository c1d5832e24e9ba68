package dev.skerry.edge.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be reported on a connection: what is found out beside what is told belongs to the
 * connection on which it was asked for, what a run came to does not. For one thread at a time.
 */
final class ReportsDue {
  private final RunsTold runs;
  private final List<Report> due = new ArrayList<>();
  private int connection;
  private boolean connected;

  /** Nothing is due. */
  ReportsDue(RunsTold runs) {
    this.runs = runs;
  }

  /** A connection begins; nothing is to be reported on it before it is {@link #welcomed}. */
  void begin() {
    connection++;
    end();
    runs.connected();
  }

  /** What was found out about runs meanwhile can be told. */
  void welcomed() {
    connected = true;
    due.addAll(runs.takeUntold());
  }

  /** The connection has ended: only what came of runs is kept for the next. */
  void end() {
    connected = false;
    runs.untold(due);
    due.clear();
  }

  /** Numbers the connection that was the last to begin. */
  int connection() {
    return connection;
  }

  /** Whether there still is the connection of that number. */
  boolean isOn(int number) {
    return connected && connection == number;
  }

  void add(Report report) {
    due.add(report);
  }

  /** Has something reported, unless the connection on which it was asked for has ended. */
  void add(int on, Report report) {
    if (isOn(on)) {
      due.add(report);
    }
  }

  /** A run has come to its end: what it came to is told now or on the next connection. */
  void ran(Report.Ran report) {
    if (connected) {
      due.add(report);
    } else {
      runs.untold(List.of(report));
    }
  }

  /** Takes all that is due. */
  List<Report> take() {
    List<Report> taken = List.copyOf(due);
    due.clear();
    return taken;
  }
}
