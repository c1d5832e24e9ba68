package dev.skerry.edge.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of origins that can answer the same requests, and how to deal with them.
 *
 * @param name unique
 * @param origins at least one
 * @param balance how one is chosen
 * @param health active checks, or null for none
 * @param ejection passive checks
 * @param retries when a request is sent again
 * @param failover the pool that is asked when none of the origins can, or null; no cycles
 * @param timeouts all in milliseconds
 * @param connections how many
 * @param tls for origins that are spoken to over TLS
 * @param http2 whether HTTP/2 is spoken
 * @param host sent in {@code Host} instead of the viewer's, or null
 */
public record PoolConfig(
    String name,
    List<Origin> origins,
    Balance balance,
    @Nullable HealthCheck health,
    Ejection ejection,
    Retries retries,
    @Nullable String failover,
    Timeouts timeouts,
    Connections connections,
    OriginTls tls,
    Http2 http2,
    @Nullable String host) {

  public PoolConfig {
    origins = List.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("pool " + name + " has no origin");
    }
  }

  /** The bucket that answers in place of origin servers; null where origin servers do. */
  public @Nullable String bucket() {
    return BucketOrigin.bucket(origins.getFirst().host());
  }

  /** How one of its origins is called in logs and metrics: a bucket by its name, wherever it is. */
  public String shown(Origin origin) {
    String bucket = host == null ? null : BucketOrigin.bucket(host);
    return bucket == null ? origin.authority() : "bucket:" + bucket;
  }

  /**
   * One origin server.
   *
   * @param secure whether over TLS
   * @param host a name, an IPv4 address or an IPv6 address without brackets, in lower case
   * @param port 1 to 65535
   * @param weight its share where the pool balances by weight, 1 to 1000
   */
  public record Origin(boolean secure, String host, int port, int weight) {
    /** Host and port, as in {@code Host} and in logs; the port always there. */
    public String authority() {
      return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
  }

  /** How an origin is chosen. */
  public enum Balance {
    ROUND_ROBIN,
    LEAST_CONNECTIONS,
    HASH
  }

  /** Whether HTTP/2 is spoken to the origins. */
  public enum Http2 {
    /** Where TLS negotiates it. */
    AUTO,
    /** HTTP/1.1 only. */
    NEVER,
    /** Required; without TLS by prior knowledge (RFC 9113 §3.3). */
    ALWAYS
  }

  /**
   * Active checks: a GET to each address of each origin.
   *
   * @param path in origin-form
   * @param host sent in {@code Host}, or null for the pool's, or else the origin's own
   * @param intervalMs between the end of one check and the start of the next
   * @param timeoutMs for the whole check
   * @param statusFrom lowest status that counts as healthy
   * @param statusTo highest status that counts as healthy
   * @param healthyAfter successes in a row until an unhealthy origin is used again
   * @param unhealthyAfter failures in a row until a healthy origin is not used any more
   */
  public record HealthCheck(
      String path,
      @Nullable String host,
      long intervalMs,
      long timeoutMs,
      int statusFrom,
      int statusTo,
      int healthyAfter,
      int unhealthyAfter) {}

  /**
   * Passive checks: an origin that keeps failing is left alone for a while.
   *
   * @param failures in a row until it is ejected; 0 for never
   * @param ejectMs how long, the first time; doubled each time up to {@code maxEjectMs}
   * @param maxEjectMs the longest
   * @param maxEjectedPercent of the pool's origins that may be ejected at once, 0 to 100
   */
  public record Ejection(int failures, long ejectMs, long maxEjectMs, int maxEjectedPercent) {}

  /**
   * When a request is sent again.
   *
   * @param attempts at most so many more, 0 for never; only where it is safe
   * @param budgetPercent retries at most so many per hundred requests of the last seconds
   * @param budgetMin so many retries per second are always allowed
   * @param statuses statuses of an origin after which another one is tried, for idempotent requests
   *     without content
   */
  public record Retries(int attempts, int budgetPercent, int budgetMin, List<Integer> statuses) {
    public Retries {
      statuses = List.copyOf(statuses);
    }
  }

  /**
   * How long an origin may take.
   *
   * @param connectMs for the TCP connection, each address
   * @param tlsMs for the TLS handshake
   * @param firstByteMs from the end of the request to the response's head
   * @param betweenBytesMs between two pieces of content
   * @param idleMs an unused connection is kept so long
   */
  public record Timeouts(
      long connectMs, long tlsMs, long firstByteMs, long betweenBytesMs, long idleMs) {}

  /**
   * How many connections.
   *
   * @param maxPerLoop to one origin from one event loop; further requests wait
   * @param maxIdlePerLoop unused ones kept to one origin by one event loop
   * @param maxWaiting requests that wait for a connection on one event loop; further ones fail
   * @param waitMs how long a request waits for a connection
   */
  public record Connections(int maxPerLoop, int maxIdlePerLoop, int maxWaiting, long waitMs) {}
}
