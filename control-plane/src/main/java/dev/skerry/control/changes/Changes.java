package dev.skerry.control.changes;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.purges.Purges;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.chore.Chores;
import dev.skerry.origin.chore.Trouble;
import dev.skerry.origin.engine.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Purges by itself what changes at the origin, for the sites that ask for it. May be used by any
 * thread.
 */
public final class Changes implements AutoCloseable {
  /** So often it is looked at least whether there is something to do. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Plan plan;
  private final Arrivals arrivals;
  private final Chores chores;
  private final List<Part> parts = new ArrayList<>();

  /**
   * What it stands on.
   *
   * @param nanos a clock that only goes forward, nanoseconds
   */
  public record Plan(
      Engine engine,
      Purges purges,
      Fleet fleet,
      Subscriptions subscriptions,
      InstantSource clock,
      LongSupplier nanos) {}

  private record Part(ChangeWork work, Chore chore) {
    SourceFollower follower() {
      return work.follower();
    }
  }

  private Changes(Plan plan) {
    this.plan = plan;
    this.arrivals = new Arrivals(plan.fleet(), plan.clock(), plan.nanos());
    this.chores = new Chores("changes", plan.clock());
    SourceFollower.Ground ground =
        new SourceFollower.Ground(
            plan.engine(), plan.purges(), plan.subscriptions(), arrivals, plan.clock());
    for (ChangeSource source : List.of(new TableSource(), new ObjectSource())) {
      SourceFollower follower = new SourceFollower(source, ground);
      ChangeWork work = new ChangeWork(follower, plan.engine().feed(), plan.nanos());
      parts.add(new Part(work, chores.add(source.name(), LOOK, work::watch, work)));
    }
  }

  /** Begins to follow, and goes on until it is closed. */
  public static Changes open(Plan plan) {
    Changes changes = new Changes(plan);
    changes.arrivals.start();
    changes.chores.start();
    return changes;
  }

  /** Which sites ask may have changed. Never blocks. */
  public void wake() {
    parts.forEach(part -> part.work.watch().wake());
  }

  /** How it is, one for each part of the origin. */
  public List<FollowedSource> sources() {
    return parts.stream().map(this::source).toList();
  }

  private FollowedSource source(Part part) {
    SourceFollower follower = part.follower();
    Duration latest = follower.arrivals().latest;
    Trouble failing = part.chore.trouble();
    return new FollowedSource(
        follower.source().name(),
        follower.isAsked(),
        follower.followed(),
        follower.purgesOrdered(),
        lag(part).toMillis(),
        latest == null ? null : latest.toMillis(),
        failing == null
            ? null
            : new FollowedSource.Failing(failing.cause(), failing.since(), failing.failures()));
  }

  /** How long the oldest change waits that is known and not purged, or for how long it fails. */
  private Duration lag(Part part) {
    Instant since = part.follower().oldest();
    Trouble failing = part.chore.trouble();
    if (since == null && failing != null) {
      since = failing.since();
    }
    Duration lag = since == null ? Duration.ZERO : Duration.between(since, plan.clock().instant());
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  /** Registers what can be counted of it. */
  public void measure(Gauges gauges) {
    for (Part part : parts) {
      SourceFollower follower = part.follower();
      Labels of = Labels.of("source", follower.source().name());
      var _ =
          gauges.registerCounter(
              "skerry_changes_purged_total",
              "Changes at the origin that were purged.",
              of,
              follower::followed);
      var _ =
          gauges.registerCounter(
              "skerry_changes_purges_total",
              "Purges that changes at the origin became.",
              of,
              follower::purgesOrdered);
      var _ =
          gauges.registerReal(
              "skerry_changes_lag_seconds",
              "For how long the oldest change has waited that is not purged yet.",
              of,
              () -> lag(part).toMillis() / 1e3);
      var _ =
          gauges.register(
              "skerry_changes_failing",
              "1 while changes cannot be purged.",
              of,
              () -> part.chore.trouble() == null ? 0 : 1);
      var _ =
          gauges.registerHistogram(
              "skerry_changes_gone_seconds",
              "From the commit of a change until every connected edge had purged it.",
              of,
              follower.arrivals().histogram);
    }
    var _ =
        gauges.registerCounter(
            "skerry_changes_unmeasured_total",
            "Changes whose way to the edges was not measured, as too many were under way.",
            Labels.NONE,
            arrivals::unmeasured);
  }

  /** Ends after what is under way; what was not purged is when it is opened again. */
  @Override
  public void close() {
    parts.forEach(part -> part.work.close());
    chores.close();
    arrivals.close();
  }
}
