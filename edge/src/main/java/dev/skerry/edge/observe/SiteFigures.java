package dev.skerry.edge.observe;

import java.util.List;

/**
 * The counters of one site in short, all since the process started.
 *
 * @param requests answered
 * @param hits of these, from what was stored, without waiting for an origin
 * @param bytes of content sent to viewers
 * @param clientErrors answered with 4xx
 * @param serverErrors answered with 5xx
 * @param firstBytes requests by the time to their first byte, in the classes that were asked for
 */
public record SiteFigures(
    String site,
    long requests,
    long hits,
    long bytes,
    long clientErrors,
    long serverErrors,
    List<Long> firstBytes) {
  /** Keeps a copy. */
  public SiteFigures {
    firstBytes = List.copyOf(firstBytes);
  }
}
