package dev.skerry.control.sites;

import dev.skerry.control.fleet.EdgeState;
import dev.skerry.control.fleet.Fleet;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the rollout that is under way to its end: looks at the edges whenever it is told to, which
 * is to be whenever one has reported, and every second. By one thread at a time, but for {@link
 * #abort}.
 */
final class Rollouts {
  private static final Logger log = LoggerFactory.getLogger(Rollouts.class);

  private final WantedVersions wanted;
  private final Versions versions;
  private final Fleet fleet;
  private final InstantSource clock;
  private @Nullable RolloutWatch watch;

  Rollouts(WantedVersions wanted, Versions versions, Fleet fleet, InstantSource clock) {
    this.wanted = wanted;
    this.versions = versions;
    this.fleet = fleet;
    this.clock = clock;
  }

  /**
   * The edges that have a version first.
   *
   * @throws VersionException.NoCanary where there are none, or not those that are named
   */
  List<String> choose(RolloutPolicy policy, long version) throws VersionException {
    List<String> connected =
        fleet.edges().stream()
            .filter(EdgeState::connected)
            .map(EdgeState::edge)
            .filter(edge -> !edge.contains("@")) // in another control plane's own process
            .toList();
    for (String canary : policy.canaries()) {
      if (!connected.contains(canary)) {
        throw new VersionException.NoCanary("edge '" + canary + "' is not connected");
      }
    }
    if (!policy.canaries().isEmpty()) {
      return policy.canaries().stream().distinct().toList();
    }
    if (connected.isEmpty()) {
      throw new VersionException.NoCanary("no edge is connected");
    }
    return share(connected, policy.percent(), version);
  }

  /** A share of the edges, others with each version. */
  static List<String> share(List<String> edges, int percent, long version) {
    int all = edges.size();
    int count = Math.clamp((all * (long) percent + 99) / 100, 1, Math.max(1, all - 1));
    int first = (int) (version % all);
    return IntStream.range(0, count).mapToObj(i -> edges.get((first + i) % all)).sorted().toList();
  }

  /** Looks once, and ends the rollout when it is decided. */
  void look() {
    Rollout rollout = wanted.rollout();
    if (rollout == null || !fleet.isInformed()) {
      watch = null;
      return;
    }
    long now = clock.millis();
    RolloutWatch watching = watch;
    if (watching == null || watching.version() != rollout.version()) {
      watching = new RolloutWatch(rollout, now);
      watch = watching;
    }
    Map<String, EdgeSight> sights = new HashMap<>();
    fleet.edges().forEach(state -> sights.put(state.edge(), EdgeSight.of(state)));
    RolloutWatch.Decision decision = watching.look(sights, now);
    if (decision != null) {
      var _ = end(rollout.version(), decision.stage(), decision.reason());
      watch = null;
    }
  }

  /**
   * Ends a rollout as somebody wants it: the canaries are to have the version before again. Safe
   * for any thread, also while another looks.
   *
   * @throws VersionException.NoRollout if it is not under way
   */
  Rollout abort(long version, String author, String message) throws VersionException {
    String reason = "aborted by " + author + (message.isEmpty() ? "" : ": " + message);
    return end(version, Rollout.Stage.ROLLED_BACK, reason)
        .orElseThrow(() -> new VersionException.NoRollout(version));
  }

  /** Ends a rollout, if nobody else has, and has the edges told. */
  private Optional<Rollout> end(long version, Rollout.Stage how, String why) {
    Optional<Rollout> ended = versions.end(version, how, why);
    ended.ifPresent(
        end ->
            log.info(
                "the rollout of version {} ended: {}, {}",
                end.version(),
                end.stage(),
                end.reason()));
    boolean _ = wanted.refresh();
    fleet.tellAll();
    return ended;
  }
}
