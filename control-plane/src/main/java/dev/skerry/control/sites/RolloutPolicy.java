package dev.skerry.control.sites;

import java.time.Duration;
import java.util.List;

/**
 * How a version is brought to the edges: to the canaries first, and to the others when the canaries
 * have fared well.
 *
 * @param canaries names of edges; empty where {@code percent} says how many
 * @param percent of the edges that are connected, 1 to 100, at least one and never all of several;
 *     0 where they are named
 * @param watch for so long the canaries are watched
 * @param maxErrorRatio the canaries' share of answers with 5xx is at most so many times the
 *     others'; {@value HealthGate#ERROR_SLACK} more is always allowed
 * @param maxLatencyRatio the canaries' 95th percentile of the time to the first byte is at most so
 *     many times the others'
 * @param minRequests fewer than so many of the canaries are not judged
 * @param unjudged what becomes of a version that could not be judged, for too few requests
 */
public record RolloutPolicy(
    List<String> canaries,
    int percent,
    Duration watch,
    double maxErrorRatio,
    double maxLatencyRatio,
    long minRequests,
    Unjudged unjudged) {
  /** The longest that canaries are watched. */
  public static final Duration WATCH_MAX = Duration.ofDays(7);

  /** What becomes of a version that could not be judged. */
  public enum Unjudged {
    PROMOTE,
    ROLL_BACK
  }

  /** Keeps a copy; refuses values out of their bounds. */
  public RolloutPolicy {
    canaries = List.copyOf(canaries);
    if (canaries.isEmpty() == (percent == 0)) {
      throw new IllegalArgumentException("expected either canaries or a percent of the edges");
    }
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent: expected 1 to 100, got " + percent);
    }
    if (watch.isNegative() || watch.compareTo(WATCH_MAX) > 0) {
      throw new IllegalArgumentException("watch: expected 0 s to 7 days, got " + watch);
    }
    if (!(maxErrorRatio >= 1) || !(maxLatencyRatio >= 1)) {
      throw new IllegalArgumentException("ratios: expected at least 1");
    }
    if (minRequests < 0) {
      throw new IllegalArgumentException("minimum of requests: expected at least 0");
    }
  }
}
