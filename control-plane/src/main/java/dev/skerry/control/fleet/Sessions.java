package dev.skerry.control.fleet;

import dev.skerry.control.fleet.DirectiveSource.Following;
import dev.skerry.edge.sync.Directive.Welcome;
import dev.skerry.edge.sync.Hello;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Lets edges come, whatever carries what is said. May be used by any thread. */
public final class Sessions {
  /** So often an edge is told at least something. */
  public static final Duration BEAT = Duration.ofSeconds(5);

  private final Fleet fleet;
  private final Plan plan;

  /**
   * What all sessions share.
   *
   * @param controlPlane names the state of this control plane, for good
   * @param sources what edges are told, in the order in which they are asked at first
   * @param listeners who hears reports, in this order
   * @param latest the newest purge, with 0 for none
   * @param beat so often an edge is told at least something
   * @param nanos a clock that only goes forward, nanoseconds
   */
  public record Plan(
      String controlPlane,
      List<DirectiveSource> sources,
      List<ReportListener> listeners,
      Supplier<Newest> latest,
      Duration beat,
      InstantSource clock,
      LongSupplier nanos) {
    /** Keeps copies. */
    public Plan {
      sources = List.copyOf(sources);
      listeners = List.copyOf(listeners);
    }
  }

  /** Sessions of a fleet. */
  public Sessions(Fleet fleet, Plan plan) {
    this.fleet = fleet;
    this.plan = plan;
  }

  /**
   * An edge comes, whose name has been proved; a session that it has had ends. Sources are told
   * what it said with 0 for the numbers of another control plane.
   *
   * @return to be told by {@link Session#tell}, and ended by who carries it
   * @throws RuntimeException of a source that cannot say now what this edge is to be told
   */
  public Session open(String edge, Hello said) {
    Hello hello = ofThis(said);
    List<Following> followings = new ArrayList<>();
    Hello meant = hello;
    for (DirectiveSource source : plan.sources()) {
      followings.add(source.begin(edge, hello));
      meant = source.meant(meant);
    }
    Newest latest = plan.latest().get();
    Welcome welcome =
        new Welcome(
            plan.controlPlane(),
            plan.clock().millis(),
            latest.sequence(),
            latest.atMillis(),
            plan.beat().toMillis());
    Session session = new Session(edge, fleet, plan, welcome, followings);
    fleet.enter(session, meant);
    return session;
  }

  /** Numbers and versions of another control plane mean nothing here. */
  private Hello ofThis(Hello said) {
    return said.controlPlane().equals(plan.controlPlane())
        ? said
        : new Hello(said.software(), "", 0, "", 0, 0, said.holds(), said.startedAtMillis());
  }
}
