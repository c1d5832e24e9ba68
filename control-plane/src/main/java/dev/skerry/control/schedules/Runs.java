package dev.skerry.control.schedules;

import dev.skerry.control.fleet.EdgeState;
import dev.skerry.control.schedules.Run.Stage;
import dev.skerry.edge.config.CronExpression;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.Report;
import dev.skerry.edge.sync.ScheduledRun;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each occurrence of the schedules at most once in the fleet: writes down that it is due,
 * offers it to edges one after the other, and has the first that takes it begin once that is
 * written down, too. Any number of control planes on one engine may do so at once: only one of them
 * writes down that a run has begun.
 *
 * <p>{@link #look} decides, for one thread at a time that may block; edges are heard by any.
 */
final class Runs {
  private static final Logger log = LoggerFactory.getLogger(Runs.class);

  /** So long an edge has to take what it is offered before another is asked. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Reports that wait for the next look. */
  private static final int HEARD_MAX = 10_000;

  private final Schedules.Plan plan;
  private final Offers offers;
  private final ScheduleMeters meters;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(HEARD_MAX);

  // Guarded by this.
  private final NavigableMap<ScheduleName, Schedule> schedules = new TreeMap<>(ScheduleName.ORDER);
  private long version;

  /** What an edge has said of a run. */
  private record Heard(String edge, Report report) {}

  Runs(Schedules.Plan plan, Offers offers, ScheduleMeters meters) {
    this.plan = plan;
    this.offers = offers;
    this.meters = meters;
  }

  /** Keeps what an edge says of a run for the next look; whether it is about one. */
  boolean reported(String edge, Report report) {
    boolean about = report instanceof Report.Offered || report instanceof Report.Ran;
    if (about && !heard.offer(new Heard(edge, report))) {
      log.warn("what edge {} says of a run is not heard: too much is said at once", edge);
    }
    return about;
  }

  /** Does what there is to do now. */
  synchronized void look() {
    follow();
    for (Heard next = heard.peek(); next != null; next = heard.peek()) {
      hear(next); // where the engine fails it is heard by the next look
      heard.remove();
    }
    Instant now = now();
    for (Schedule schedule : schedules.values()) {
      if (schedule.isDue(now)) {
        decide(schedule, now);
      }
      offer(schedule, now);
    }
  }

  private Instant now() {
    return plan.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  // ---- which there are

  private void follow() {
    long current = plan.sites().standing().current();
    if (current == version) {
      return;
    }
    Snapshot snapshot = plan.sites().snapshot(current).orElse(null);
    if (snapshot == null) {
      log.error("version {} is of another program: its schedules are not run", current);
      schedules.clear();
      meters.of(List.of());
      version = current;
      return;
    }
    Map<ScheduleName, Standing> kept = plan.engine().read(ScheduleRows::all);
    NavigableMap<ScheduleName, Schedule> wanted = new TreeMap<>(ScheduleName.ORDER);
    for (HandlerSpec handler : snapshot.handlers()) {
      Duration wallTime = Duration.ofMillis(handler.limits().get(HandlerLimit.WALL_TIME));
      for (CronExpression cron : snapshot.schedules().getOrDefault(handler.id(), List.of())) {
        ScheduleName name = new ScheduleName(handler.id(), cron.toString());
        wanted.put(name, schedule(name, cron, wallTime, kept.get(name)));
      }
    }
    kept.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> plan.engine().write(tx -> ScheduleRows.delete(tx, name)));
    schedules.clear();
    schedules.putAll(wanted);
    meters.of(schedules.values());
    version = current;
  }

  private Schedule schedule(
      ScheduleName name, CronExpression cron, Duration wallTime, @Nullable Standing kept) {
    Standing standing = kept == null ? change(name, UnaryOperator.identity()) : kept;
    Schedule known = schedules.get(name);
    Schedule schedule = known == null ? new Schedule(name, cron, wallTime, standing) : known;
    schedule.wallTime = wallTime;
    schedule.stands(standing);
    return schedule;
  }

  /** Changes how a schedule stands; one that is seen first begins now. */
  private Standing change(ScheduleName name, UnaryOperator<Standing> to) {
    return plan.engine()
        .transact(
            transaction -> {
              Standing before = ScheduleRows.get(transaction, name);
              Standing next = to.apply(before == null ? Standing.first(now()) : before);
              if (!next.equals(before)) {
                ScheduleRows.put(transaction, name, next);
              }
              return next;
            })
        .result();
  }

  // ---- what is due

  /** Writes down what time has made of a schedule, unless others have. */
  private void decide(Schedule schedule, Instant now) {
    Standing.Change[] made = new Standing.Change[1];
    Standing next =
        change(
            schedule.name,
            before -> {
              made[0] = before.at(schedule.cron, now);
              return made[0].standing();
            });
    schedule.count(made[0]);
    if (made[0].missed() > 0 || made[0].overlapped() > 0 || made[0].lost()) {
      log.warn(
          "{}: {} missed, {} skipped as the run before goes on, {} without a word",
          schedule.name,
          made[0].missed(),
          made[0].overlapped(),
          made[0].lost() ? 1 : 0);
    }
    schedule.stands(next);
  }

  // ---- who runs it

  /** Offers a run that waits to the next edge, unless the one before has time left. */
  private void offer(Schedule schedule, Instant now) {
    Run run = schedule.known.last();
    String asked = schedule.offered;
    boolean waits = run != null && run.is(Stage.WAITING);
    if (!waits
        || (asked != null && plan.fleet().isHere(asked) && now.isBefore(schedule.offeredUntil))) {
      return;
    }
    schedule.stands(change(schedule.name, UnaryOperator.identity())); // others may have begun it
    Run waiting = schedule.known.last();
    if (waiting == null || !waiting.is(Stage.WAITING)) {
      return;
    }
    ScheduledRun offered = schedule.name.run(waiting);
    schedule.offered = next(schedule, offered);
    if (schedule.offered == null) {
      schedule.tried.clear(); // all were asked: from the start, at the next look
    } else {
      schedule.tried.add(schedule.offered);
      schedule.offeredUntil = now.plus(PATIENCE);
      var _ = offers.tell(schedule.offered, new Directive.Offer(offered));
    }
  }

  /** One of the edges that were not asked yet, each as often as any other; null for none. */
  private @Nullable String next(Schedule schedule, ScheduledRun run) {
    List<String> edges =
        plan.fleet().here().stream()
            .filter(this::isFit)
            .map(EdgeState::edge)
            .filter(edge -> !schedule.tried.contains(edge))
            .toList();
    return edges.isEmpty() ? null : edges.get(Math.floorMod(run.hashCode(), edges.size()));
  }

  /** Whether an edge has the configuration that the schedules are of, and is not stopping. */
  private boolean isFit(EdgeState edge) {
    EdgeVitals vitals = edge.vitals();
    return edge.version() == version && (vitals == null || vitals.state().equals("ready"));
  }

  private void hear(Heard said) {
    switch (said.report()) {
      case Report.Offered(ScheduledRun run, boolean taken) -> {
        Schedule schedule = schedules.get(ScheduleName.of(run));
        if (schedule != null && taken) {
          begin(schedule, run, said.edge());
        } else if (schedule != null && said.edge().equals(schedule.offered)) {
          schedule.offered = null;
        }
      }
      case Report.Ran(ScheduledRun run, String failure) -> {
        Schedule schedule = schedules.get(ScheduleName.of(run));
        if (schedule != null) {
          end(schedule, run, said.edge(), failure);
        }
      }
      default -> throw new IllegalArgumentException("is not about runs: " + said.report());
    }
  }

  /** Has the edge begin that took a run, if none has before; that is written down first. */
  private void begin(Schedule schedule, ScheduledRun run, String edge) {
    boolean[] begins = new boolean[1];
    Standing next =
        change(
            schedule.name,
            before -> {
              Run waiting = before.run(run.occurrence().at(), Stage.WAITING);
              begins[0] = waiting != null;
              return waiting == null
                  ? before
                  : before.with(waiting.begun(edge, now(), schedule.wallTime));
            });
    schedule.stands(next);
    if (begins[0] && !offers.tell(edge, new Directive.Begin(run))) {
      // It has gone, and was not told: another one may have it.
      schedule.stands(change(schedule.name, before -> waitingAgain(before, run, edge)));
    }
  }

  private Standing waitingAgain(Standing before, ScheduledRun run, String edge) {
    Run begun = before.run(run.occurrence().at(), Stage.BEGUN);
    return begun == null || !begun.edge().equals(edge)
        ? before
        : before.with(Run.waiting(begun.at(), now()));
  }

  private void end(Schedule schedule, ScheduledRun run, String edge, String failure) {
    boolean[] ended = new boolean[1];
    Stage how = failure.isEmpty() ? Stage.DONE : Stage.FAILED;
    Standing next =
        change(
            schedule.name,
            before -> {
              Run open = before.run(run.occurrence().at(), Stage.BEGUN);
              ended[0] = open != null && open.edge().equals(edge);
              return open == null || !ended[0]
                  ? before
                  : before.with(open.ended(how, now(), failure));
            });
    schedule.stands(next);
    if (ended[0]) {
      (how == Stage.DONE ? schedule.done : schedule.failed).increment();
    }
    if (ended[0] && how == Stage.FAILED) {
      log.warn("{}: failed on edge {}: {}", schedule.name, edge, failure);
    }
  }

  // ---- what is told of them

  /** All schedules as they stand, in the order of their handlers. */
  synchronized List<Shown> shown() {
    follow();
    Map<ScheduleName, Standing> kept = plan.engine().read(ScheduleRows::all);
    return schedules.values().stream()
        .map(
            each ->
                new Shown(
                    each.name,
                    each.cron.next(now()),
                    kept.getOrDefault(each.name, each.known).last()))
        .toList();
  }

  /** One of those that there are. */
  synchronized Schedule schedule(ScheduleName name) {
    return Objects.requireNonNull(schedules.get(name));
  }

  /**
   * A schedule as it stands.
   *
   * @param next when it is due next
   * @param last what became of its newest occurrence; null for none
   */
  record Shown(ScheduleName name, Instant next, @Nullable Run last) {}
}
