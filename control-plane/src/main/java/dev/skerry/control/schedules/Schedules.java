package dev.skerry.control.schedules;

import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.ReportListener;
import dev.skerry.control.sites.Sites;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.sync.Report;
import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.chore.Chores;
import dev.skerry.origin.engine.Engine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The schedules of handlers, and who sees to them. May be used by any thread. */
public final class Schedules implements ReportListener, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Offers offers;
  private final ScheduleMeters meters = new ScheduleMeters();
  private final Runs runs;
  private final Chores chores;
  private final Chore looking;

  /**
   * What they stand on.
   *
   * @param engine where it is kept what has become of runs
   * @param sites what edges are to have
   */
  public record Plan(Engine engine, Sites sites, Fleet fleet, InstantSource clock) {}

  /** Those of an engine; runs that were waiting go on once this is started. */
  public Schedules(Plan plan) {
    this.offers = new Offers(plan.fleet());
    this.runs = new Runs(plan, offers, meters);
    this.chores = new Chores("schedules", plan.clock());
    this.looking =
        chores.add(
            "runs",
            LOOK,
            () -> {
              runs.look();
              return null;
            });
  }

  /** Begins to see to them. */
  public void start() {
    chores.start();
  }

  /** What edges are to be told. */
  public DirectiveSource source() {
    return offers;
  }

  @Override
  public void reported(String edge, Report report) {
    if (runs.reported(edge, report)) {
      looking.wake();
    }
  }

  /** Registers what can be counted of them. */
  public void measure(Gauges gauges) {
    meters.measure(gauges);
  }

  /** The calls of the admin API about them. */
  public List<Endpoint> endpoints() {
    return ScheduleCalls.of(runs);
  }

  @Override
  public void close() {
    chores.close();
  }
}
