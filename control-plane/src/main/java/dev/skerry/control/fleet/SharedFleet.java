package dev.skerry.control.fleet;

import dev.skerry.control.fleet.SharedRows.Told;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.Report;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What control planes of one engine tell each other of the edges that they have: each writes down
 * how its own are, and reads how those of the others are, so that every one of them knows, waits
 * for and judges all edges.
 *
 * <p>{@link #tell} is called by one thread at a time, {@link #hear} by any; both block. A control
 * plane that has not been heard for {@link #LOST} is taken for ended, whatever the clocks say.
 */
public final class SharedFleet {
  /** Told of each change, so that the others hear of it. */
  public static final Topic TOPIC = SharedRows.TOPIC;

  /** A control plane from which nothing was heard for so long has ended. */
  static final Duration LOST = Duration.ofSeconds(10);

  private static final int PLANES_MAX = 1_000;
  private static final int ID_BYTES = 8;

  /** Sites whose counters are written in one transaction, about. */
  private static final int BATCH_SITES = 5_000;

  private final Engine engine;
  private final Fleet fleet;
  private final Membership membership;
  private final List<ReportListener> listeners;
  private final LongSupplier nanos;
  private final String own;

  // Of the thread that tells.
  private final Map<String, Told> told = new HashMap<>();
  private long count;

  // Guarded by this.
  private final Map<String, Heard> heard = new HashMap<>();
  private final Map<String, Told> known = new HashMap<>();
  private Set<String> revoked = Set.of();
  private long members = -1;

  /** Another control plane: what it counted last, and when that was seen first. */
  private record Heard(long count, long atNanos) {}

  /**
   * That of a process.
   *
   * @param listeners who hear what edges of other control planes report, as if it were here
   * @param nanos a clock that only goes forward, nanoseconds
   */
  public SharedFleet(
      Engine engine,
      Fleet fleet,
      Membership membership,
      List<ReportListener> listeners,
      LongSupplier nanos) {
    this.engine = engine;
    this.fleet = fleet;
    this.membership = membership;
    this.listeners = List.copyOf(listeners);
    this.nanos = nanos;
    byte[] random = new byte[ID_BYTES];
    new SecureRandom().nextBytes(random);
    this.own = HexFormat.of().formatHex(random);
  }

  /** Writes down how the edges are that are connected here. */
  public void tell() {
    Map<String, EdgeState> here = new HashMap<>();
    fleet.here().forEach(state -> here.put(state.edge(), state));
    List<Change> changes = new ArrayList<>();
    here.values().forEach(state -> change(state, changes));
    Set<String> left = new HashSet<>(told.keySet());
    left.removeAll(here.keySet());
    count++;
    List<Change> batch = new ArrayList<>();
    int sites = 0;
    for (Change change : changes) {
      batch.add(change);
      sites += change.sites();
      if (sites > BATCH_SITES) {
        write(batch, Set.of());
        batch.clear();
        sites = 0;
      }
    }
    write(batch, left);
  }

  /** How an edge is now, to be written; {@code vitals} null where those are as they were. */
  private record Change(Told told, @Nullable EdgeVitals vitals) {
    int sites() {
      return vitals == null ? 0 : vitals.sites().size();
    }
  }

  private void change(EdgeState state, List<Change> changes) {
    Told before = told.get(state.edge());
    EdgeVitals vitals = state.vitals();
    if (before == null) {
      changes.add(new Change(new Told(state, vitals == null ? 0 : 1), vitals));
    } else if (!before.state().equals(state)) {
      boolean same = vitals == null || vitals.equals(before.state().vitals());
      changes.add(
          new Change(
              new Told(state, same ? before.vitals() : before.vitals() + 1), same ? null : vitals));
    }
  }

  private static byte @Nullable [] written(@Nullable EdgeVitals vitals) {
    return vitals == null ? null : SharedRows.write(vitals);
  }

  private void write(List<Change> changes, Set<String> left) {
    engine.write(
        transaction -> {
          for (Change change : changes) {
            String edge = change.told().state().edge();
            transaction.put(SharedRows.edge(own, edge), SharedRows.write(change.told()));
            byte[] vitals = written(change.vitals());
            if (vitals != null) {
              transaction.put(SharedRows.vitals(own, edge), vitals);
            }
          }
          for (String edge : left) {
            transaction.delete(SharedRows.edge(own, edge));
            transaction.delete(SharedRows.vitals(own, edge));
          }
          transaction.put(SharedRows.plane(own), SharedRows.writeCount(count));
          if (!changes.isEmpty() || !left.isEmpty()) {
            transaction.emit(SharedRows.TOPIC, new byte[0]);
          }
        });
    changes.forEach(change -> told.put(change.told().state().edge(), change.told()));
    told.keySet().removeAll(left);
  }

  /** What was read of others at once. */
  private record Seen(Map<String, Told> edges, Set<String> ended, long members) {}

  /** Reads how the edges of others are, and who joined or was revoked there. */
  public synchronized void hear() {
    Seen seen = engine.read(this::read);
    for (String plane : seen.ended()) {
      forget(plane);
    }
    if (seen.members() != members) {
      revoked = membership.follow(fleet);
      members = seen.members();
    }
    seen.edges().keySet().removeAll(revoked); // they are let go there, too
    Map<String, EdgeState> others = new HashMap<>();
    seen.edges().forEach((edge, now) -> others.put(edge, now.state()));
    fleet.elsewhere(others);
    seen.edges().forEach(this::report);
    known.clear();
    known.putAll(seen.edges());
  }

  private Seen read(Snapshot reads) {
    long now = nanos.getAsLong();
    Map<String, Told> edges = new HashMap<>();
    Set<String> ended = new HashSet<>();
    Set<String> planes = new HashSet<>();
    for (Row row : reads.scan(Scan.of(SharedRows.planes()).upTo(PLANES_MAX)).rows()) {
      String plane = SharedRows.readPlane(row.key());
      if (plane.equals(own)) {
        continue;
      }
      planes.add(plane);
      long counted = SharedRows.readCount(row.value());
      Heard last = heard.get(plane);
      if (last == null || last.count() != counted) {
        heard.put(plane, new Heard(counted, now));
      } else if (now - last.atNanos() > LOST.toNanos()) {
        ended.add(plane);
        continue;
      }
      read(reads, plane, edges);
    }
    heard.keySet().retainAll(planes);
    return new Seen(edges, ended, SharedRows.membership(reads));
  }

  private void read(Snapshot reads, String plane, Map<String, Told> edges) {
    Scan all = Scan.of(SharedRows.edgesOf(plane)).upTo(Membership.MOST_EDGES + 1);
    for (Row row : reads.scan(all).rows()) {
      Told now = SharedRows.readTold(row.value());
      String name = nameHere(plane, now.state().edge());
      Told before = known.get(name);
      EdgeVitals vitals =
          before != null && before.vitals() == now.vitals()
              ? before.state().vitals()
              : vitals(reads.get(SharedRows.vitals(plane, now.state().edge())));
      edges.put(name, new Told(now.state().named(name).with(vitals), now.vitals()));
    }
  }

  /** The edge in a control plane's own process has a name that is nobody's else among all. */
  private static String nameHere(String plane, String edge) {
    return edge.equals(Membership.LOCAL) ? Membership.LOCAL + "@" + plane : edge;
  }

  private static @Nullable EdgeVitals vitals(byte @Nullable [] row) {
    return row == null ? null : SharedRows.readVitals(row);
  }

  /** Tells the listeners what an edge has reported elsewhere since this was heard last. */
  private void report(String edge, Told now) {
    if (!fleet.isElsewhere(edge)) {
      return;
    }
    Told before = known.get(edge);
    EdgeState state = now.state();
    boolean guest = edge.contains("@");
    if (!guest && (before == null || before.state().applied() != state.applied())) {
      tell(edge, new Report.Applied(state.applied()));
    }
    EdgeVitals vitals = state.vitals();
    if (vitals != null && (before == null || before.vitals() != now.vitals())) {
      tell(edge, new Report.Vitals(vitals));
    }
    if (before == null || before.state().version() != state.version()) {
      tell(edge, new Report.InForce(state.version(), state.needsRestart()));
    }
  }

  private void tell(String edge, Report report) {
    listeners.forEach(listener -> listener.reported(edge, report));
  }

  /** Removes what an ended control plane has left, unless it goes on after all. */
  private void forget(String plane) {
    Heard last = heard.get(plane);
    Key key = SharedRows.plane(plane);
    engine.write(
        transaction -> {
          byte[] counted = transaction.get(key);
          if (last != null && SharedRows.readCount(counted) == last.count()) {
            remove(transaction, plane);
          }
        });
  }

  private static void remove(Transaction transaction, String plane) {
    transaction.delete(SharedRows.plane(plane));
    transaction.delete(SharedRows.edgesOf(plane));
    transaction.delete(SharedRows.vitalsOf(plane));
    transaction.emit(SharedRows.TOPIC, new byte[0]);
  }

  /** Tells the others that this one ends; nothing is told or heard after that. */
  public void end() {
    engine.write(transaction -> remove(transaction, own));
  }
}
