package dev.skerry.control.schedules;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.origin.engine.EngineException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call of the admin API that tells how schedules stand. */
final class ScheduleCalls {
  private static final String SCHEDULES = "/v1/schedules";

  private final Runs runs;

  private ScheduleCalls(Runs runs) {
    this.runs = runs;
  }

  @Describe(
      "The schedules of the configuration that edges are to have, in the order of their"
          + " handlers.")
  record Schedules(List<ScheduleShown> schedules) {}

  @Describe("A schedule of a handler.")
  record ScheduleShown(
      @Describe("The handler's id.") String handler,
      @Describe("As the configuration writes it.") String cron,
      @Describe("When it is due next.") Instant next,
      @Describe("What became of its newest occurrence that was not skipped; null for none.")
          @Nullable RunShown last) {
    static ScheduleShown of(Runs.Shown shown) {
      Run last = shown.last();
      return new ScheduleShown(
          shown.name().handler(),
          shown.name().cron(),
          shown.next(),
          last == null ? null : RunShown.of(last));
    }
  }

  @Describe("What became of an occurrence of a schedule.")
  record RunShown(
      @Describe("The minute that is meant.") Instant at,
      @Describe(
              "`waiting` for an edge, `begun`, `done`, `failed`, `lost` where the edge has not said"
                  + " what came of it, `missed` where no edge could begin it in time.")
          String outcome,
      @Describe("The edge that has it, or had; null for none.") @Nullable String edge,
      @Describe("When it came to that.") Instant since,
      @Describe("Why it failed; null where it did not.") @Nullable String failure) {
    static RunShown of(Run run) {
      return new RunShown(
          run.at(),
          run.stage().token(),
          run.edge().isEmpty() ? null : run.edge(),
          run.since(),
          run.note().isEmpty() ? null : run.note());
    }
  }

  static List<Endpoint> of(Runs runs) {
    return List.of(
        Endpoint.get(SCHEDULES)
            .scope(Scope.READ)
            .summary("When handlers are called by their schedules, and what came of it last")
            .answers(200, Schedules.class)
            .by(new ScheduleCalls(runs)::list));
  }

  private AdminAnswer list(AdminCall call) throws ProblemException {
    try {
      return AdminAnswer.ok(new Schedules(runs.shown().stream().map(ScheduleShown::of).toList()));
    } catch (EngineException e) {
      throw new ProblemException(Problem.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }
}
