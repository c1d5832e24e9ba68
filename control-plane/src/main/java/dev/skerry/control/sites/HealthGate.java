package dev.skerry.control.sites;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a version is judged: what the canaries answered with it, against what the
 * others answered at the same time without it. A pure function.
 */
final class HealthGate {
  /** The canaries' shares of errors and of failed calls may always be so much above the others'. */
  static final double ERROR_SLACK = 0.01;

  /** A 95th percentile up to this is never too slow, microseconds. */
  static final long LATENCY_SLACK_MICROS = 10_000;

  private static final double SHARE = 0.95;

  private HealthGate() {}

  /**
   * What is wrong with how the canaries fare, for people; null for nothing, or when there is too
   * little to tell.
   *
   * @param canaries since they have the version
   * @param others in the same time; where these are too few, what the canaries did before
   */
  static @Nullable String complaint(RolloutPolicy policy, Traffic canaries, Traffic others) {
    if (!isEnough(policy, canaries)) {
      return null;
    }
    double allowed = allowedErrors(policy, others.errorRatio());
    if (canaries.errorRatio() > allowed) {
      return String.format(
          Locale.ROOT,
          "%.2f %% of %d answers were server errors, of the others' %.2f %%; %.2f %% were allowed",
          100 * canaries.errorRatio(),
          canaries.requests(),
          100 * others.errorRatio(),
          100 * allowed);
    }
    double allowedFailures = allowedErrors(policy, others.failureRatio());
    if (canaries.handlers().calls() >= policy.minRequests()
        && canaries.failureRatio() > allowedFailures) {
      return String.format(
          Locale.ROOT,
          "%.2f %% of %d calls of handlers failed, of the others' %.2f %%; %.2f %% were allowed",
          100 * canaries.failureRatio(),
          canaries.handlers().calls(),
          100 * others.failureRatio(),
          100 * allowedFailures);
    }
    long slow = canaries.latencyMicros(SHARE);
    long usual = others.latencyMicros(SHARE);
    if (isEnough(policy, others)
        && slow > LATENCY_SLACK_MICROS
        && slow > usual * policy.maxLatencyRatio()) {
      return String.format(
          Locale.ROOT,
          "the 95th percentile of the time to the first byte was %s ms, the others' %s ms; at most"
              + " %s times as much was allowed",
          millis(slow),
          millis(usual),
          policy.maxLatencyRatio());
    }
    return null;
  }

  /** Where already many fail, at most half of what is left may fail beside them. */
  private static double allowedErrors(RolloutPolicy policy, double usual) {
    double times = Math.min(usual * policy.maxErrorRatio(), (usual + 1) / 2);
    return Math.max(times, usual + ERROR_SLACK);
  }

  /** Whether there were requests enough to judge by. */
  static boolean isEnough(RolloutPolicy policy, Traffic traffic) {
    return traffic.requests() > 0 && traffic.requests() >= policy.minRequests();
  }

  private static String millis(long micros) {
    return micros % 1_000 == 0
        ? Long.toString(micros / 1_000)
        : String.format(Locale.ROOT, "%.2f", micros / 1_000.0);
  }
}
