package dev.skerry.control.fleet;

import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import java.util.Arrays;
import java.util.List;

/** Sums of what was served: counters that only grow, and can be added and subtracted. */
final class Traffic {
  private static final int CLASSES = SiteVitals.LATENCY_BOUNDS_MICROS.size() + 1;

  private long requests;
  private long hits;
  private long bytes;
  private long clientErrors;
  private long serverErrors;
  private final long[] latencies = new long[CLASSES];

  void clear() {
    requests = 0;
    hits = 0;
    bytes = 0;
    clientErrors = 0;
    serverErrors = 0;
    Arrays.fill(latencies, 0);
  }

  /** Adds what a site had more now than before; what it had fewer counts as nothing. */
  void add(SiteVitals now, SiteVitals before) {
    requests += more(now.requests(), before.requests());
    hits += more(now.hits(), before.hits());
    bytes += more(now.bytes(), before.bytes());
    clientErrors += more(now.clientErrors(), before.clientErrors());
    serverErrors += more(now.serverErrors(), before.serverErrors());
    List<Long> ends = now.latencies();
    List<Long> starts = before.latencies();
    for (int i = 0; i < CLASSES && i < ends.size(); i++) {
      latencies[i] += more(ends.get(i), i < starts.size() ? starts.get(i) : 0);
    }
  }

  private static long more(long now, long before) {
    return Math.max(0, now - before);
  }

  void add(Traffic other) {
    requests += other.requests;
    hits += other.hits;
    bytes += other.bytes;
    clientErrors += other.clientErrors;
    serverErrors += other.serverErrors;
    for (int i = 0; i < CLASSES; i++) {
      latencies[i] += other.latencies[i];
    }
  }

  /** What that is, over so many seconds. */
  Figures over(double seconds) {
    return new Figures(
        rounded(requests / seconds),
        requests == 0 ? 0 : (double) Math.round(1_000.0 * hits / requests) / 1_000,
        Math.round(bytes / seconds),
        rounded(clientErrors / seconds),
        rounded(serverErrors / seconds),
        latency(0.5),
        latency(0.99));
  }

  private static double rounded(double perSecond) {
    return (double) Math.round(perSecond * 100) / 100;
  }

  /** The upper bound of the class in which that share of requests ends; 0 where there were none. */
  private long latency(double share) {
    long all = 0;
    for (long each : latencies) {
      all += each;
    }
    long rank = (long) Math.ceil(all * share);
    long seen = 0;
    for (int i = 0; i < CLASSES && all > 0; i++) {
      seen += latencies[i];
      if (seen >= rank) {
        List<Long> bounds = SiteVitals.LATENCY_BOUNDS_MICROS;
        return bounds.get(Math.min(i, bounds.size() - 1));
      }
    }
    return 0;
  }
}
