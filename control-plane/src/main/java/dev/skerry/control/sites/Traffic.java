package dev.skerry.control.sites;

import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What edges answered: a count, or the difference of two.
 *
 * @param requests answered
 * @param serverErrors of these with 5xx
 * @param handlers how the handlers fared
 * @param latencies requests by the time to their first byte, in the classes of {@link
 *     SiteVitals#LATENCY_BOUNDS_MICROS} and one for all above
 */
record Traffic(long requests, long serverErrors, HandlerVitals handlers, List<Long> latencies) {
  private static final int CLASSES = SiteVitals.LATENCY_BOUNDS_MICROS.size() + 1;

  /** Of nothing. */
  static final Traffic NONE =
      new Traffic(0, 0, HandlerVitals.NONE, Collections.nCopies(CLASSES, 0L));

  Traffic {
    latencies = List.copyOf(latencies);
  }

  /** All that an edge has answered, of all sites. */
  static Traffic of(EdgeVitals vitals) {
    Traffic sum = new Traffic(0, 0, vitals.handlers(), NONE.latencies);
    for (SiteVitals site : vitals.sites()) {
      sum =
          sum.plus(
              new Traffic(
                  site.requests(), site.serverErrors(), HandlerVitals.NONE, site.latencies()));
    }
    return sum;
  }

  Traffic plus(Traffic other) {
    return combined(other, 1);
  }

  /** What came since an earlier count; nothing negative. */
  Traffic since(Traffic earlier) {
    return combined(earlier, -1);
  }

  private Traffic combined(Traffic other, int sign) {
    List<Long> classes = new ArrayList<>(CLASSES);
    for (int i = 0; i < CLASSES; i++) {
      classes.add(Math.max(0, at(i) + sign * other.at(i)));
    }
    return new Traffic(
        Math.max(0, requests + sign * other.requests),
        Math.max(0, serverErrors + sign * other.serverErrors),
        new HandlerVitals(
            Math.max(0, handlers.calls() + sign * other.handlers.calls()),
            Math.max(0, handlers.failures() + sign * other.handlers.failures())),
        classes);
  }

  private long at(int index) {
    return index < latencies.size() ? latencies.get(index) : 0;
  }

  /** The share of answers with 5xx, 0 to 1; 0 of nothing. */
  double errorRatio() {
    return requests == 0 ? 0 : (double) serverErrors / requests;
  }

  /** The share of calls of handlers that failed, 0 to 1; 0 of none. */
  double failureRatio() {
    return handlers.calls() == 0 ? 0 : (double) handlers.failures() / handlers.calls();
  }

  /**
   * The time within which a share of the requests got their first byte, microseconds: the bound of
   * its class, for those above all bounds twice the highest; 0 of nothing.
   */
  long latencyMicros(double share) {
    long counted = latencies.stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(share * counted);
    long seen = 0;
    for (int i = 0; i < latencies.size() && counted > 0; i++) {
      seen += latencies.get(i);
      if (seen >= wanted) {
        return i < SiteVitals.LATENCY_BOUNDS_MICROS.size()
            ? SiteVitals.LATENCY_BOUNDS_MICROS.get(i)
            : 2 * SiteVitals.LATENCY_BOUNDS_MICROS.getLast();
      }
    }
    return 0;
  }
}
