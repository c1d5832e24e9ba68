package dev.skerry.control.purges;

import dev.skerry.control.fleet.Answers;
import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.control.fleet.EdgeState;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.Newest;
import dev.skerry.control.fleet.ReportListener;
import dev.skerry.control.purges.PurgeProgress.Applied;
import dev.skerry.control.purges.PurgeProgress.Missing;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.sync.Report;
import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.chore.Chores;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The purges of a control plane: orders them, has the edges told, and knows which edges have
 * applied them. May be used by any thread that may block.
 */
public final class Purges implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Purges.class);
  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final Duration TRIM = Duration.ofMinutes(10);

  private final Plan plan;
  private final PurgeLog log;
  private final Acknowledgements acknowledgements;
  private final Counting counting;
  private final PurgeSource source;
  private final Chores chores;
  private final LongAdder ordered = new LongAdder();

  /**
   * What they stand on.
   *
   * @param shared whether other control planes use the same engine
   * @param controlPlane names the state that the engine has
   * @param nanos a clock that only goes forward, nanoseconds
   */
  public record Plan(
      Engine engine,
      boolean shared,
      Fleet fleet,
      String controlPlane,
      InstantSource clock,
      LongSupplier nanos,
      PurgeLogLimits limits) {}

  private Purges(Plan plan) {
    this.plan = plan;
    this.log = new PurgeLog(plan.engine(), plan.clock(), plan.limits());
    this.acknowledgements = new Acknowledgements(plan.engine(), plan.nanos());
    this.counting = new Counting(plan.fleet());
    this.source = new PurgeSource(log, plan.controlPlane());
    this.chores = new Chores("purges", plan.clock());
    if (plan.shared()) {
      chores.add(
          "others", ROUND, () -> plan.engine().feed().watch(PurgeLog.TOPIC), chore(log::refresh));
    }
    chores.add("acknowledgements", ROUND, chore(acknowledgements::write));
    chores.add("trimming", TRIM, chore(this::trim));
    log.whenOrdered(plan.fleet()::tellAll);
    acknowledgements.retain(plan.fleet().edges().stream().map(EdgeState::edge).toList());
    plan.fleet().whenDismissed(acknowledgements::forget);
  }

  /** Opens those of an engine, and looks after them until they are closed. */
  public static Purges open(Plan plan) {
    Purges purges = new Purges(plan);
    purges.chores.start();
    return purges;
  }

  private static Chore.Work chore(Runnable work) {
    return () -> {
      work.run();
      return null;
    };
  }

  /** Forgets all that is too old: a trim forgets so many at most. */
  synchronized void trim() {
    long before;
    do {
      before = log.floor();
      log.trim();
    } while (log.floor() > before);
  }

  /** Takes over what other control planes of the same engine have ordered; to be called often. */
  public void follow() {
    log.refresh();
  }

  /** What edges are to be told. */
  public List<DirectiveSource> sources() {
    return List.of(source, counting);
  }

  /** What is to hear of edges. */
  public List<ReportListener> listeners() {
    return List.of(this::reported, counting);
  }

  /** The highest number that was given, 0 for none. */
  public long latest() {
    return log.latest();
  }

  /** The highest number that was given, and when. */
  public Newest newest() {
    return log.newest();
  }

  /** How many were ordered here since the start. */
  public long ordered() {
    return ordered.sum();
  }

  /** Registers what can be counted of them. */
  public void measure(Gauges gauges) {
    var _ =
        gauges.registerCounter(
            "skerry_fleet_purges_total",
            "Purges that were ordered here for all edges.",
            Labels.NONE,
            ordered::sum);
    var _ =
        gauges.register(
            "skerry_fleet_purge_latest",
            "The number of the newest purge of all edges.",
            Labels.NONE,
            log::latest);
    var _ =
        gauges.register(
            "skerry_fleet_purge_floor",
            "The number up to which purges of all edges may be forgotten.",
            Labels.NONE,
            log::floor);
  }

  private void reported(String edge, Report report) {
    if (report instanceof Report.Applied(long sequence)) {
      acknowledgements.applied(edge, sequence);
    }
  }

  /**
   * Orders a purge. When this returns it is durable and told; the edges that are connected have
   * applied it, or had as much time as is waited.
   *
   * @param atMost so long; zero does not wait
   * @throws IllegalArgumentException if it is one that no edge could read
   */
  public PurgeProgress order(PurgeDraft draft, Duration atMost) throws InterruptedException {
    draft.requireReadable();
    long since = plan.nanos().getAsLong();
    LoggedPurge logged =
        log.append(
            draft,
            durable -> {
              Delivery _ = acknowledgements.begin(durable.sequence(), since);
            });
    ordered.increment();
    Answers answers = plan.fleet().awaitApplied(logged.sequence(), atMost);
    long now = plan.nanos().getAsLong();
    long took = TimeUnit.NANOSECONDS.toMicros(now - since);
    List<Applied> applied = new ArrayList<>();
    Delivery delivery = acknowledgements.find(logged.sequence());
    for (Answers.Done done : answers.done()) {
      if (delivery != null) {
        // The fleet hears of it a moment before the acknowledgements do.
        delivery.applied(done.state().edge(), now);
      }
      applied.add(applied(logged.sequence(), done.state().edge()));
    }
    return progress(logged, applied, answers.missing(), took);
  }

  /**
   * Orders the purges that a transaction finds out, in that transaction, and has them told. When
   * this returns they are durable, and nobody was waited for.
   *
   * @return them, in the order of their numbers
   */
  public List<LoggedPurge> order(Drafting drafting) {
    long since = plan.nanos().getAsLong();
    List<LoggedPurge> logged =
        log.append(
            drafting,
            durable -> {
              Delivery _ = acknowledgements.begin(durable.sequence(), since);
            });
    ordered.add(logged.size());
    return logged;
  }

  /** How far a purge is now; empty if there was none of that number, or it is forgotten. */
  public Optional<PurgeProgress> progress(long sequence) throws InterruptedException {
    Optional<LoggedPurge> found = log.find(sequence);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Applied> applied = new ArrayList<>();
    List<Answers.Missing> missing = new ArrayList<>();
    for (EdgeState edge : plan.fleet().edges()) {
      if (Math.max(edge.applied(), acknowledgements.upTo(edge.edge())) >= sequence) {
        applied.add(applied(sequence, edge.edge()));
      } else {
        missing.add(new Answers.Missing(edge, Answers.Reason.of(edge, false)));
      }
    }
    return Optional.of(progress(found.get(), applied, missing, -1));
  }

  private static PurgeProgress progress(
      LoggedPurge logged, List<Applied> applied, List<Answers.Missing> missing, long took) {
    applied.sort(Comparator.comparing(Applied::edge));
    return new PurgeProgress(
        logged,
        applied,
        missing.stream().map(one -> new Missing(one.state().edge(), one.reason())).toList(),
        took);
  }

  private Applied applied(long sequence, String edge) {
    Delivery delivery = acknowledgements.find(sequence);
    @Nullable Long micros = delivery == null ? null : delivery.micros(edge);
    return new Applied(edge, micros == null ? -1 : micros);
  }

  /** The purges before a number, from the highest. */
  public List<LoggedPurge> before(long sequence, int most) {
    return log.before(sequence, most);
  }

  /**
   * Has connected edges count what a purge would select.
   *
   * @return what those said that answered in time, by the names of the edges
   */
  public Map<String, EdgeCount> count(PurgeDraft draft, Duration atMost)
      throws InterruptedException {
    Purge purge = draft.numbered(log.latest() + 1, plan.clock().millis()).purge();
    return counting.ask(purge, atMost);
  }

  @Override
  public void close() {
    chores.close();
    try {
      acknowledgements.write();
    } catch (EngineException e) {
      logger.warn("what edges have applied is not written down: {}", e.getMessage());
    }
  }
}
