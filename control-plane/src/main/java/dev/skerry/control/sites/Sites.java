package dev.skerry.control.sites;

import dev.skerry.control.fleet.Answers;
import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.control.fleet.EdgeState;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.ReportListener;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import dev.skerry.edge.sync.Report;
import dev.skerry.handler.Binding;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.chore.Chores;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Reads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of a control plane: checks them, appends them as versions, has edges told, and
 * rolls them out. May be used by any thread that may block.
 */
public final class Sites implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final Plan plan;
  private final Versions versions;
  private final Refusals refusals;
  private final WantedVersions wanted;
  private final Rollouts rollouts;
  private final Leavings leavings;
  private final Chores chores;
  private final Chore rollingOut;
  private final VersionSites sitesOf;
  private final VersionHandlers handlers;
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();

  /**
   * What they stand on.
   *
   * @param master seals what is kept
   * @param shared whether other control planes use the same engine
   * @param controlPlane names the state that the engine has
   */
  public record Plan(
      Engine engine,
      MasterKey master,
      boolean shared,
      Fleet fleet,
      String controlPlane,
      InstantSource clock) {}

  /**
   * What somebody wants applied.
   *
   * @param author who
   * @param message why; may be empty
   * @param expected which version it is to replace
   * @param policy how it is rolled out; null for all edges at once
   */
  public record Change(
      Bundle bundle,
      String author,
      String message,
      Expectation expected,
      @Nullable RolloutPolicy policy) {}

  /**
   * What became of it.
   *
   * @param version the new one, or the current one where that says the same
   * @param changed whether it is a new one
   */
  public record Applied(Version version, boolean changed) {}

  private Sites(Plan plan) {
    this.plan = plan;
    this.versions = new Versions(plan.engine(), plan.master(), plan.clock());
    this.refusals = new Refusals(plan.engine());
    this.wanted = new WantedVersions(versions, plan.controlPlane());
    this.rollouts = new Rollouts(wanted, versions, plan.fleet(), plan.clock());
    this.leavings = new Leavings(versions, wanted, plan.fleet(), plan.clock());
    this.chores = new Chores("configurations", plan.clock());
    this.rollingOut = chores.add("rollouts", LOOK, chore(this::look));
    if (plan.shared()) {
      chores.add(
          "others", ROUND, () -> plan.engine().feed().watch(Versions.TOPIC), chore(this::follow));
    }
    this.sitesOf = new VersionSites(versions);
    this.handlers = new VersionHandlers(versions);
  }

  private void look() {
    rollouts.look();
    if (leavings.look()) {
      followers.forEach(Runnable::run);
    }
  }

  /** Opens those of an engine, and goes on with a rollout that was under way. */
  public static Sites open(Plan plan) {
    Sites sites = new Sites(plan);
    sites.chores.start();
    return sites;
  }

  private static Chore.Work chore(Runnable work) {
    return () -> {
      work.run();
      return null;
    };
  }

  /** What edges are to be told. */
  public List<DirectiveSource> sources() {
    return List.of(wanted);
  }

  /** What is to hear of edges. */
  public List<ReportListener> listeners() {
    return List.of(refusals, this::reported);
  }

  /** Registers what can be counted of them. */
  public void measure(Gauges gauges) {
    var _ =
        gauges.register(
            "skerry_fleet_config_version",
            "The version of the configuration that edges are to have.",
            Labels.NONE,
            () -> wanted.standing().current());
    var _ =
        gauges.register(
            "skerry_fleet_config_rollout",
            "The version that is being rolled out, 0 for none.",
            Labels.NONE,
            () -> wanted.standing().rollout());
  }

  private void reported(String edge, Report report) {
    if (wanted.rollout() != null) {
      rollingOut.wake();
    }
  }

  /** Which versions count. */
  public Standing standing() {
    return wanted.standing();
  }

  /** The names of the sites that some edge is to have; null where they are not known. */
  public @Nullable Set<String> names() {
    return wanted.siteNames();
  }

  /**
   * The sites of the versions that edges are to have, as of what is read; those of a rollout, too,
   * and those of versions before that edges may still have.
   */
  public List<Site> sites(Reads reads) {
    return sitesOf.in(reads);
  }

  /** Whether a bucket is an origin of one of {@link #sites}. */
  public boolean isOrigin(Reads reads, String bucket) {
    return sitesOf.isOrigin(reads, bucket);
  }

  /** Whether a table or a bucket is bound to a handler of the versions of {@link #sites}. */
  public boolean isBound(Reads reads, Binding.Kept asked) {
    return sitesOf.isBound(reads, asked);
  }

  /** Has something run whenever which versions count may have changed; it must not block. */
  public void whenChanged(Runnable follower) {
    followers.add(follower);
  }

  /** The rollout that is under way. */
  public Optional<Rollout> rollout() {
    return Optional.ofNullable(wanted.rollout());
  }

  /** The rollout of a version, under way or ended. */
  public Optional<Rollout> rolloutOf(long version) {
    return versions.rollout(version);
  }

  /** The version that an edge is to have, 0 for none. */
  public long wanted(String edge) {
    return wanted.of(edge);
  }

  /** A version without its content. */
  public Optional<Version> find(long number) {
    return versions.find(number);
  }

  /** Versions below a number, from the highest. */
  public List<Version> below(long number, int most) {
    return versions.below(number, most);
  }

  /** The content of a version: holds secrets. */
  public Optional<Bundle> bundle(long number) {
    return versions.bundle(number);
  }

  /** Whether the current configuration has a handler of that id. */
  public boolean hasHandler(String id) {
    long current = standing().current();
    return current != 0 && handlers.of(current).containsKey(id);
  }

  /** What a version says; empty where it is not kept any more, or of another program. */
  public Optional<Snapshot> snapshot(long version) {
    return versions
        .bundle(version)
        .flatMap(
            bundle ->
                bundle.compile() instanceof Compiled compiled
                    ? Optional.of(compiled.snapshot())
                    : Optional.empty());
  }

  /** The handlers of versions. */
  VersionHandlers handlers() {
    return handlers;
  }

  /** In which versions the code of handlers changed. */
  CodeHistory codeHistory() {
    return new CodeHistory(versions, handlers, refusals);
  }

  /** Rollouts of versions below a number, from the highest. */
  public List<Rollout> rolloutsBelow(long version, int most) {
    return versions.rolloutsBelow(version, most);
  }

  /** Compiles a configuration as an edge would. */
  public static Compiled check(Bundle bundle) throws VersionException {
    return switch (bundle.compile()) {
      case Compiled compiled -> compiled;
      case Refused(var problems) -> throw new VersionException.Wrong(problems);
    };
  }

  /**
   * What a configuration would change.
   *
   * @param from the version that it would replace, 0 for none
   */
  public Difference difference(long from, Bundle to) throws VersionException {
    Compiled compiled = check(to);
    return from == 0
        ? Differences.toFirst(new Differences.Side(to, compiled))
        : Differences.between(side(from), new Differences.Side(to, compiled));
  }

  /** What one version has that another has not. */
  public Difference difference(long from, long to) throws VersionException {
    return Differences.between(side(from), side(to));
  }

  private Differences.Side side(long number) throws VersionException {
    Bundle bundle = versions.bundle(number).orElseThrow(() -> new VersionException.Unknown(number));
    return new Differences.Side(bundle, check(bundle));
  }

  /** Appends a configuration as the next version, and has edges told. */
  public Applied apply(Change change) throws VersionException {
    Compiled compiled = check(change.bundle());
    String sha256 = compiled.snapshot().fingerprint();
    Version same = current(sha256, change.expected());
    return same != null
        ? new Applied(same, false)
        : append(
            new Versions.Draft(change.bundle(), sha256, change.author(), change.message(), 0),
            change);
  }

  /** The version that all edges are to have, if that says the same; null if not. */
  private @Nullable Version current(String sha256, Expectation expected) throws VersionException {
    Standing standing = versions.standing();
    if (standing.rollout() != 0 || standing.current() == 0) {
      return null;
    }
    Version current = versions.find(standing.current()).orElseThrow();
    if (!current.sha256().equals(sha256)) {
      return null;
    }
    expected.check(standing);
    return current;
  }

  private Applied append(Versions.Draft draft, Change change) throws VersionException {
    RolloutPolicy policy = change.policy();
    Version version;
    if (policy == null) {
      version = versions.append(draft, change.expected(), false);
    } else {
      Standing standing = versions.standing();
      if (standing.current() == 0) {
        throw new VersionException.NoCanary(
            "there is no version yet that other edges could keep; apply the first one to all");
      }
      List<String> canaries = rollouts.choose(policy, standing.newest() + 1);
      version = versions.appendStaged(draft, change.expected(), policy, canaries);
    }
    follow();
    return new Applied(version, true);
  }

  /**
   * Appends a version with the content of an old one, and has all edges told at once; a rollout
   * that is under way is superseded. Where all edges are to have that content already, there is
   * nothing to do.
   */
  public Applied rollBack(long number, String author, String message, Expectation expected)
      throws VersionException {
    Bundle bundle = versions.bundle(number).orElseThrow(() -> new VersionException.Unknown(number));
    String sha256 = check(bundle).snapshot().fingerprint();
    Version same = current(sha256, expected);
    if (same != null) {
      return new Applied(same, false);
    }
    Version version =
        versions.append(
            new Versions.Draft(bundle, sha256, author, message, number), expected, true);
    follow();
    return new Applied(version, true);
  }

  /**
   * Ends a rollout that is under way: the edges that have its version already are told at once to
   * have the one before again.
   *
   * @param author who wants it
   * @param message why; may be empty
   * @return it, as it ended
   */
  public Rollout abort(long version, String author, String message) throws VersionException {
    Rollout ended = rollouts.abort(version, author, message);
    followers.forEach(Runnable::run);
    return ended;
  }

  /**
   * Waits until the edges that are connected now have the version that they are to have, or have
   * refused it.
   */
  public Answers awaitInForce(Duration atMost) throws InterruptedException {
    return plan.fleet().awaitAlsoReturning(this::isDecided, atMost);
  }

  private boolean isDecided(EdgeState state) {
    long version = wanted.of(state.edge());
    Report.Refused refusal = state.refused();
    return state.version() == version || (refusal != null && refusal.version() == version);
  }

  /** Takes over what other control planes of the same engine have applied; to be called often. */
  public void follow() {
    if (wanted.refresh()) {
      plan.fleet().tellAll();
      rollingOut.wake();
      List<Site> _ = plan.engine().read(sitesOf::in); // compiled here, not in others' transactions
      followers.forEach(Runnable::run);
    }
  }

  @Override
  public void close() {
    chores.close();
  }
}
