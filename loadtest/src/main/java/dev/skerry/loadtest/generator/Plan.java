package dev.skerry.loadtest.generator;

import java.util.List;
import java.util.Set;

/**
 * What a run does.
 *
 * @param perSecond requests of all lanes; 0 for as many as are answered
 * @param random whether gaps are exponential instead of even
 * @param warmUp nanoseconds before anything counts
 * @param duration nanoseconds that count
 * @param requests at most so many
 * @param connections of all lanes
 * @param streams requests at once on a connection of HTTP/2
 * @param keys as {@link Keys#parse} reads them
 * @param sizes as {@link Sizes#parse} reads them
 * @param fields field lines of each request
 * @param statuses that count as answers
 * @param check whether content is compared with that of the test origin
 * @param timeout nanoseconds without an answer
 */
record Plan(
    Target target,
    Protocol protocol,
    boolean insecure,
    double perSecond,
    boolean random,
    long warmUp,
    long duration,
    long requests,
    int connections,
    int streams,
    int threads,
    String keys,
    String sizes,
    List<String> fields,
    Set<Integer> statuses,
    boolean check,
    long timeout,
    long seed) {
  /** The version of HTTP that is spoken. */
  enum Protocol {
    HTTP1,
    /** Negotiated by TLS, or known beforehand in clear text. */
    HTTP2
  }

  boolean openLoop() {
    return perSecond > 0;
  }
}
