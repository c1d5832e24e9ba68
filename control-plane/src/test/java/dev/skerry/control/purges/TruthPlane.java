package dev.skerry.control.purges;

import dev.skerry.control.fleet.EdgeState;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.LocalLink;
import dev.skerry.control.fleet.Sessions;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.sync.ControlPlaneLink;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A control plane as far as purges go, of its real parts, which is killed and started, and put back
 * to an older copy of what it keeps, under the same name.
 */
final class TruthPlane {
  private static final String NAME = "cp";
  private static final PurgeLogLimits LIMITS =
      new PurgeLogLimits(Duration.ofSeconds(90), 40, Long.MAX_VALUE, 3);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private MemoryEngine engine = new MemoryEngine();
  private MemoryEngine backup = engine.copy();
  private List<Ordered> backedUp = List.of();

  /** The purges of its present history, from the first; another list after it was put back. */
  List<Ordered> ordered = new ArrayList<>();

  private Fleet fleet;
  private PurgeLog log;
  private Acknowledgements acknowledgements;
  private Sessions sessions;

  /** Which life this is; connections end with one. */
  int life;

  /** A purge, the step in which it was ordered, and when by the true time. */
  record Ordered(Purge purge, long step, long trueMillis) {}

  /** One that has ordered nothing. */
  @SuppressWarnings("NullAway.Init") // start() makes the parts.
  TruthPlane(LongSupplier trueMillis, long skew) {
    this.clock = () -> Instant.ofEpochMilli(trueMillis.getAsLong() + skew);
    this.nanos = () -> TimeUnit.MILLISECONDS.toNanos(trueMillis.getAsLong());
    start();
  }

  private void start() {
    fleet = new Fleet(clock, nanos);
    log = new PurgeLog(engine, clock, LIMITS);
    acknowledgements = new Acknowledgements(engine, nanos);
    PurgeSource source = new PurgeSource(log, NAME);
    log.whenOrdered(fleet::tellAll);
    sessions =
        new Sessions(
            fleet,
            new Sessions.Plan(
                NAME,
                List.of(source),
                List.of(this::reported),
                log::newest,
                Sessions.BEAT,
                clock,
                nanos));
    life++;
  }

  private void reported(String edge, Report report) {
    if (report instanceof Report.Applied(long sequence)) {
      acknowledgements.applied(edge, sequence);
    }
  }

  /** Is killed, and starts with all that it has committed. */
  void restart() {
    fleet.close();
    start();
  }

  void backUp() {
    backup = engine.copy();
    backedUp = List.copyOf(ordered);
  }

  /** Is killed, and starts with the copy. */
  void putBack() {
    fleet.close();
    engine = backup.copy();
    ordered = new ArrayList<>(backedUp);
    start();
  }

  Ordered order(List<Selector> selectors, boolean soft, long step, long trueMillis) {
    PurgeDraft draft = new PurgeDraft(null, selectors, soft, "anna");
    Ordered made = new Ordered(log.append(draft, durable -> {}).purge(), step, trueMillis);
    ordered.add(made);
    return made;
  }

  void trim() {
    log.trim();
  }

  /** Writes down who has applied what. */
  void write() {
    acknowledgements.write();
  }

  ControlPlaneLink link(String edge) {
    return new LocalLink(sessions, edge);
  }

  long latest() {
    return log.latest();
  }

  /** Up to which number it says that an edge has applied the purges. */
  long applied(String edge) {
    long said = fleet.edge(edge).map(EdgeState::applied).orElse(0L);
    return Math.max(said, acknowledgements.upTo(edge));
  }
}
