package dev.skerry.edge.sync;

import java.util.List;

/**
 * How an edge is: counters since its process started, and gauges of the moment.
 *
 * @param atMillis when they were read, milliseconds since the epoch, by the edge's clock
 * @param startedAtMillis of its process; other counters than before mean another process
 * @param state {@code starting}, {@code ready} or {@code draining}
 * @param connections open now
 * @param memoryBytes what the cache takes of {@code memoryLimitBytes}
 * @param diskBytes what the disk takes of {@code diskLimitBytes}, which is 0 where there is none
 * @param diskTrouble what is wrong with it, empty for nothing
 * @param handlers of all handlers together
 * @param sites counters by site, at most 1,000; the others count under {@code _other}
 */
public record EdgeVitals(
    long atMillis,
    long startedAtMillis,
    String state,
    long connections,
    long memoryBytes,
    long memoryLimitBytes,
    long diskBytes,
    long diskLimitBytes,
    String diskTrouble,
    HandlerVitals handlers,
    List<SiteVitals> sites) {
  /** Keeps a copy. */
  public EdgeVitals {
    sites = List.copyOf(sites);
  }

  /**
   * How the handlers fare, since the process started.
   *
   * @param calls that came to a verdict
   * @param failures of these, whether the exchange went on without the handler or not
   */
  public record HandlerVitals(long calls, long failures) {
    /** Of an edge that has called none. */
    public static final HandlerVitals NONE = new HandlerVitals(0, 0);
  }

  /**
   * Counters of one site, all since the process started.
   *
   * @param requests answered
   * @param hits of these, from what was stored, without waiting for an origin
   * @param bytes of content sent to viewers
   * @param clientErrors answered with 4xx
   * @param serverErrors answered with 5xx
   * @param latencies requests by the time to their first byte: one count for each of {@link
   *     #LATENCY_BOUNDS_MICROS}, up to it and above the one before, and one for all above
   */
  public record SiteVitals(
      String site,
      long requests,
      long hits,
      long bytes,
      long clientErrors,
      long serverErrors,
      List<Long> latencies) {
    /** The upper bounds of the latencies' classes, microseconds. */
    public static final List<Long> LATENCY_BOUNDS_MICROS =
        List.of(
            100L,
            250L,
            500L,
            1_000L,
            2_500L,
            5_000L,
            10_000L,
            25_000L,
            50_000L,
            100_000L,
            250_000L,
            500_000L,
            1_000_000L,
            2_500_000L,
            5_000_000L,
            10_000_000L);

    /** Keeps a copy. */
    public SiteVitals {
      latencies = List.copyOf(latencies);
    }
  }
}
