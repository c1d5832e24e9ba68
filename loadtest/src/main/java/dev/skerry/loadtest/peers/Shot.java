package dev.skerry.loadtest.peers;

import java.util.Map;

/**
 * What one measurement of one server found.
 *
 * @param figures by what they are; not every case has all
 */
record Shot(Map<Figure, Double> figures) {
  /** A figure of a measurement; the name with its unit is for the result file. */
  enum Figure {
    CPU("cpu_seconds_per_100k"),
    RATE("requests_per_second"),
    P50("p50_ms"),
    P99("p99_ms"),
    P999("p99_9_ms"),
    RESIDENT("resident_mb"),
    /** Requests that the origin had. */
    ORIGIN("origin_requests"),
    /** From its request to its last byte, for one viewer alone. */
    ONE_VIEWER("one_viewer_ms"),
    /** From the first request to the last byte for the last of many viewers. */
    LAST_VIEWER("last_viewer_ms");

    private final String label;

    Figure(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }
}
