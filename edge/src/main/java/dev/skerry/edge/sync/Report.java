package dev.skerry.edge.sync;

import dev.skerry.edge.observe.HandlerLines;
import java.util.List;

/** What an edge tells its control plane. */
public sealed interface Report {
  /** Every purge up to this number that it was told is in force, and will be after a restart. */
  record Applied(long sequence) implements Report {}

  /**
   * A configuration is in force.
   *
   * @param needsRestart what of it is not until the edge starts anew, as pointers into the document
   */
  record InForce(long version, List<String> needsRestart) implements Report {
    /** Keeps a copy. */
    public InForce {
      needsRestart = List.copyOf(needsRestart);
    }
  }

  /**
   * A configuration cannot be put in force; the one before still is.
   *
   * @param problems why, each a line for people; at least one
   */
  record Refused(long version, List<String> problems) implements Report {
    /** Keeps a copy. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * How many stored responses a purge would select.
   *
   * @param matched in memory
   * @param notLookedAt on disk, which are not counted; -1 where there is no disk or they need not
   *     be
   */
  record Counted(long question, long matched, long notLookedAt) implements Report {}

  /** Lines of a handler that were asked for. */
  record Lines(long question, HandlerLines lines) implements Report {}

  /**
   * Whether the edge takes a run that it was offered. It does not begin it before it is told so.
   */
  record Offered(ScheduledRun run, boolean taken) implements Report {}

  /**
   * A run has come to its end.
   *
   * @param failure why it failed, for people; empty where it did not
   */
  record Ran(ScheduledRun run, String failure) implements Report {}

  /** How the edge is; every now and then. */
  record Vitals(EdgeVitals vitals) implements Report {}
}
