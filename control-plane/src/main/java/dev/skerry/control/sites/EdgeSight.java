package dev.skerry.control.sites;

import dev.skerry.control.fleet.EdgeState;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge as a rollout sees it.
 *
 * @param edge its name
 * @param connected whether it follows now
 * @param version in force there, as it said last; 0 for none
 * @param refused the version that it refused last; 0 for none
 * @param problems why it did
 * @param vitals what it said of itself last; null for nothing yet
 */
record EdgeSight(
    String edge,
    boolean connected,
    long version,
    long refused,
    List<String> problems,
    @Nullable EdgeVitals vitals) {
  /** Keeps a copy. */
  EdgeSight {
    problems = List.copyOf(problems);
  }

  /** What the fleet knows of it. */
  static EdgeSight of(EdgeState state) {
    Report.Refused refusal = state.refused();
    return new EdgeSight(
        state.edge(),
        state.connected(),
        state.version(),
        refusal == null ? 0 : refusal.version(),
        refusal == null ? List.of() : refusal.problems(),
        state.vitals());
  }
}
