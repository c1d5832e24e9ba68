package dev.skerry.control.sites;

import dev.skerry.control.sites.Rollout.Stage;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one rollout: waits until its canaries have the version, then for as long as its
 * policy says compares how they fare, and decides. Keeps what it needs in memory: where a control
 * plane is started anew, the watch begins anew, too.
 *
 * <p>Time is a parameter, and it does nothing by itself. Used by one thread.
 */
final class RolloutWatch {
  /** So long a canary has to put the version in force, or to come back at a new start. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So long a canary may be away. */
  static final Duration LOST = Duration.ofSeconds(5);

  private final Rollout rollout;
  private final long begunMillis;
  private final Map<String, Baseline> baselines = new HashMap<>();
  private final Map<String, Long> seenMillis = new HashMap<>();
  private final Set<String> reached = new HashSet<>();
  private long watchedSinceMillis = -1;

  /** What an edge had answered when the watch began, by the process that it was. */
  private record Baseline(long startedAtMillis, Traffic traffic) {}

  /**
   * How a rollout is to end.
   *
   * @param reason for people
   */
  record Decision(Stage stage, String reason) {}

  /** Begins to watch over one. */
  RolloutWatch(Rollout rollout, long nowMillis) {
    this.rollout = rollout;
    this.begunMillis = nowMillis;
  }

  /** The version that is rolled out. */
  long version() {
    return rollout.version();
  }

  /**
   * Looks at the edges, and decides.
   *
   * @param edges all that are known, by name
   * @return null while there is nothing to decide
   */
  @Nullable Decision look(Map<String, EdgeSight> edges, long nowMillis) {
    boolean all = true;
    for (String canary : rollout.canaries()) {
      EdgeSight sight = edges.get(canary);
      String broken = broken(canary, sight, nowMillis);
      if (broken != null) {
        return new Decision(Stage.ROLLED_BACK, broken);
      }
      all &= reached.contains(canary);
    }
    if (!all) {
      return null;
    }
    if (watchedSinceMillis < 0) {
      watchedSinceMillis = nowMillis;
      edges.values().forEach(this::remember);
    }
    return judge(edges, nowMillis);
  }

  /** Why a canary alone is reason enough to roll back; null for nothing. */
  private @Nullable String broken(String canary, @Nullable EdgeSight sight, long nowMillis) {
    if (sight != null && sight.connected()) {
      seenMillis.put(canary, nowMillis);
      if (sight.refused() == version()) {
        return "edge %s refused it: %s".formatted(canary, String.join("; ", sight.problems()));
      }
      if (sight.version() == version()) {
        reached.add(canary);
      }
    }
    long unseen = nowMillis - seenMillis.getOrDefault(canary, begunMillis);
    Duration patience = reached.contains(canary) ? LOST : PATIENCE;
    if (unseen > patience.toMillis()) {
      return "edge %s has been lost for %d s".formatted(canary, unseen / 1_000);
    }
    if (!reached.contains(canary) && nowMillis - begunMillis > PATIENCE.toMillis()) {
      return "edge %s has not put it in force within %d s".formatted(canary, PATIENCE.toSeconds());
    }
    return restarted(canary, sight)
        ? "edge %s ended and was started anew with it".formatted(canary)
        : null;
  }

  private boolean restarted(String canary, @Nullable EdgeSight sight) {
    Baseline baseline = baselines.get(canary);
    EdgeVitals vitals = sight == null ? null : sight.vitals();
    return baseline != null
        && vitals != null
        && vitals.startedAtMillis() != baseline.startedAtMillis;
  }

  private void remember(EdgeSight sight) {
    EdgeVitals vitals = sight.vitals();
    if (vitals != null) {
      baselines.putIfAbsent(
          sight.edge(), new Baseline(vitals.startedAtMillis(), Traffic.of(vitals)));
    }
  }

  private @Nullable Decision judge(Map<String, EdgeSight> edges, long nowMillis) {
    Traffic canaries = Traffic.NONE;
    Traffic before = Traffic.NONE;
    Traffic others = Traffic.NONE;
    for (EdgeSight sight : edges.values()) {
      remember(sight);
      Baseline baseline = baselines.get(sight.edge());
      EdgeVitals vitals = sight.vitals();
      if (baseline == null || vitals == null) {
        continue;
      }
      boolean same = vitals.startedAtMillis() == baseline.startedAtMillis;
      Traffic since = Traffic.of(vitals).since(same ? baseline.traffic : Traffic.NONE);
      if (rollout.canaries().contains(sight.edge())) {
        canaries = canaries.plus(since);
        before = before.plus(baseline.traffic);
      } else {
        others = others.plus(since);
      }
    }
    RolloutPolicy policy = rollout.policy();
    String complaint = HealthGate.complaint(policy, canaries, usual(policy, others, before));
    if (complaint != null) {
      return new Decision(Stage.ROLLED_BACK, names(rollout.canaries()) + ": " + complaint);
    }
    return nowMillis - watchedSinceMillis < policy.watch().toMillis()
        ? null
        : atTheEnd(policy, canaries);
  }

  /** What the others did; where these have done too little of it, what the canaries did before. */
  private static Traffic usual(RolloutPolicy policy, Traffic others, Traffic before) {
    Traffic answers = HealthGate.isEnough(policy, others) ? others : before;
    boolean enough = others.handlers().calls() >= Math.max(1, policy.minRequests());
    HandlerVitals handlers = enough ? others.handlers() : before.handlers();
    return new Traffic(answers.requests(), answers.serverErrors(), handlers, answers.latencies());
  }

  private Decision atTheEnd(RolloutPolicy policy, Traffic canaries) {
    boolean enough = HealthGate.isEnough(policy, canaries);
    String reason =
        "%s answered %d requests in %d s%s"
            .formatted(
                names(rollout.canaries()),
                canaries.requests(),
                policy.watch().toSeconds(),
                enough
                    ? " and fared no worse than the others"
                    : ", too few to judge by: expected " + Math.max(1, policy.minRequests()));
    Stage stage =
        enough || policy.unjudged() == RolloutPolicy.Unjudged.PROMOTE
            ? Stage.PROMOTED
            : Stage.ROLLED_BACK;
    return new Decision(stage, reason);
  }

  private static String names(List<String> canaries) {
    return canaries.size() <= 5
        ? String.join(", ", canaries)
        : String.join(", ", canaries.subList(0, 5)) + " and " + (canaries.size() - 5) + " more";
  }
}
