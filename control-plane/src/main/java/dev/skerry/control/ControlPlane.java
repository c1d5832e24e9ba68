package dev.skerry.control;

import dev.skerry.control.changes.Changes;
import dev.skerry.control.changes.FollowedSource;
import dev.skerry.control.changes.Subscription;
import dev.skerry.control.console.Console;
import dev.skerry.control.fleet.ControlPlaneName;
import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.FleetEndpoints;
import dev.skerry.control.fleet.Membership;
import dev.skerry.control.fleet.ReportListener;
import dev.skerry.control.fleet.Sessions;
import dev.skerry.control.fleet.SharedFleet;
import dev.skerry.control.fleet.TailCalls;
import dev.skerry.control.fleet.Tails;
import dev.skerry.control.fleet.VitalsHistory;
import dev.skerry.control.purges.PurgeCalls;
import dev.skerry.control.purges.PurgeLogLimits;
import dev.skerry.control.purges.Purges;
import dev.skerry.control.schedules.Schedules;
import dev.skerry.control.sites.ConfigCalls;
import dev.skerry.control.sites.HandlerCalls;
import dev.skerry.control.sites.Sites;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.StatusMember;
import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.config.PurgedBy;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.handler.Binding;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A control plane: what edges follow, and who they are. It keeps everything on an engine, which
 * stays the caller's and open for longer.
 */
public final class ControlPlane implements AutoCloseable {
  private final Fleet fleet;
  private final Sessions sessions;
  private final Membership membership;
  private final VitalsHistory history;
  private final Tails tails;
  private final InstantSource clock;
  private final Purges purges;
  private final Purges.Plan purgesPlan;
  private final Sites sites;
  private final @Nullable OtherControlPlanes others;
  private final Changes changes;
  private final Schedules schedules;
  private final Engine engine;

  /**
   * What a control plane stands on.
   *
   * @param engine where all is kept
   * @param shared whether other control planes use the same engine
   * @param master under which secrets are kept
   * @param owner the account whose tables are meant where a configuration names none
   * @param nanos a clock that only goes forward, nanoseconds
   */
  public record Plan(
      Engine engine,
      boolean shared,
      MasterKey master,
      String owner,
      InstantSource clock,
      LongSupplier nanos) {}

  private ControlPlane(Plan plan) {
    this.engine = plan.engine();
    this.fleet = new Fleet(plan.clock(), plan.nanos());
    this.membership = new Membership(plan.engine(), plan.master(), plan.clock());
    membership.all().stream()
        .filter(member -> !member.revoked())
        .forEach(member -> fleet.know(member.edge()));
    String name = ControlPlaneName.of(plan.engine());
    this.purgesPlan =
        new Purges.Plan(
            plan.engine(),
            plan.shared(),
            fleet,
            name,
            plan.clock(),
            plan.nanos(),
            PurgeLogLimits.DEFAULT);
    this.purges = Purges.open(purgesPlan);
    this.sites =
        Sites.open(
            new Sites.Plan(plan.engine(), plan.master(), plan.shared(), fleet, name, plan.clock()));
    this.tails = new Tails(fleet);
    this.schedules = new Schedules(new Schedules.Plan(plan.engine(), sites, fleet, plan.clock()));
    List<DirectiveSource> sources =
        concat(concat(sites.sources(), purges.sources()), List.of(tails, schedules.source()));
    this.history = new VitalsHistory(plan.clock());
    this.clock = plan.clock();
    List<ReportListener> listeners =
        concat(concat(purges.listeners(), sites.listeners()), List.of(history, tails, schedules));
    this.sessions =
        new Sessions(
            fleet,
            new Sessions.Plan(
                name,
                sources,
                listeners,
                purges::newest,
                Sessions.BEAT,
                plan.clock(),
                plan.nanos()));
    this.changes =
        Changes.open(
            new Changes.Plan(
                plan.engine(),
                purges,
                fleet,
                reads -> subscriptions(sites.sites(reads), plan.owner()),
                plan.clock(),
                plan.nanos()));
    sites.whenChanged(changes::wake);
    changes.wake(); // what changed before
    this.others = plan.shared() ? others(plan, listeners) : null;
  }

  private static List<Subscription> subscriptions(List<Site> sites, String owner) {
    return sites.stream()
        .flatMap(site -> Stream.of(subscription(site, owner), ofHandlers(site, owner)))
        .filter(each -> !each.tables().isEmpty() || !each.buckets().isEmpty())
        .toList();
  }

  /**
   * What a site's handlers may make responses of: tables of the owner's, whatever else is asked.
   */
  private static Subscription ofHandlers(Site site, String owner) {
    Set<String> tables = new HashSet<>();
    Set<String> buckets = new HashSet<>();
    DataOrigin.boundIn(site)
        .forEach(
            bound -> {
              switch (bound) {
                case Binding.Table(String name) -> tables.add(name);
                case Binding.Bucket(String name) -> buckets.add(name);
              }
            });
    return new Subscription(site.name(), owner, tables, buckets);
  }

  private static Subscription subscription(Site site, String owner) {
    PurgedBy by = site.purgedBy();
    String account = by.account();
    Set<String> buckets = new HashSet<>(site.buckets());
    buckets.addAll(by.buckets());
    return new Subscription(
        site.name(), account == null ? owner : account, Set.copyOf(by.tables()), buckets);
  }

  private OtherControlPlanes others(Plan plan, List<ReportListener> listeners) {
    SharedFleet shared = new SharedFleet(plan.engine(), fleet, membership, listeners, plan.nanos());
    return new OtherControlPlanes(
        plan.engine(),
        new OtherControlPlanes.Parts(fleet, purges, sites, shared),
        plan.clock(),
        plan.nanos());
  }

  private static <T> List<T> concat(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Opens a control plane with what its engine has. */
  public static ControlPlane open(Plan plan) {
    ControlPlane plane = new ControlPlane(plan);
    if (plane.others != null) {
      plane.others.start();
    }
    plane.schedules.start();
    return plane;
  }

  /** The edges that there are. */
  public Fleet fleet() {
    return fleet;
  }

  /** Which edges have joined. */
  public Membership membership() {
    return membership;
  }

  /** How edges come. */
  public Sessions sessions() {
    return sessions;
  }

  /** Registers what can be counted of it. */
  public void measure(Gauges gauges) {
    purges.measure(gauges);
    sites.measure(gauges);
    changes.measure(gauges);
    schedules.measure(gauges);
  }

  /** Its part of {@code GET /v1/status}. */
  public StatusMember<?> status() {
    return new StatusMember<>("changes", Followed.class, () -> new Followed(changes.sources()));
  }

  @Describe("How what changes at the origin is purged by itself.")
  record Followed(@Describe("By part of the origin.") List<FollowedSource> sources) {}

  /** The purges of all edges. */
  public Purges purges() {
    return purges;
  }

  /** Whether a bucket is an origin of a site that edges are to have or may still have. */
  public boolean isOrigin(String bucket) {
    return engine.<Boolean, RuntimeException>read(reads -> sites.isOrigin(reads, bucket));
  }

  /** Whether a table or a bucket is bound to a handler that edges are to have or may still have. */
  public boolean isBound(Binding.Kept asked) {
    return engine.<Boolean, RuntimeException>read(reads -> sites.isBound(reads, asked));
  }

  /** The configurations of all edges. */
  public Sites sites() {
    return sites;
  }

  /**
   * The calls of the admin API about purges, configurations, handlers and edges, and the console.
   *
   * @param origin where configurations come from
   */
  public List<Endpoint> endpoints(ConfigCalls.Origin origin) {
    return concat(
        concat(
            PurgeCalls.of(purges, new PurgeCalls.PurgePlan(purgesPlan, sites::names)),
            concat(ConfigCalls.of(sites, origin), HandlerCalls.of(sites, origin))),
        concat(
            concat(
                FleetEndpoints.of(fleet, membership, history, clock),
                TailCalls.of(tails, sites::hasHandler)),
            concat(schedules.endpoints(), Console.endpoints())));
  }

  /** Lets all edges go. */
  @Override
  public void close() {
    schedules.close();
    changes.close();
    sites.close();
    fleet.close();
    if (others != null) {
      others.close();
    }
    purges.close();
  }
}
