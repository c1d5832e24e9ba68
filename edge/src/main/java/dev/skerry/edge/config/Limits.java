package dev.skerry.edge.config;

import java.util.EnumMap;
import java.util.Map;

/**
 * The limits in force, each within its bounds in {@link Limit}: what is not given has its default.
 *
 * <p>Names of durations end with the unit; sizes are bytes, counts have none.
 */
public final class Limits {
  /** Every limit at its default. */
  public static final Limits DEFAULT = of(Map.of());

  private final EnumMap<Limit, Long> values;

  private Limits(EnumMap<Limit, Long> values) {
    this.values = values;
  }

  /** These limits, and the defaults of all others. */
  public static Limits of(Map<Limit, Long> given) {
    EnumMap<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      long value = given.getOrDefault(limit, limit.byDefault());
      if (value < limit.min() || value > limit.max()) {
        throw new IllegalArgumentException(
            limit.key() + " must be " + limit.min() + " to " + limit.max() + ", not " + value);
      }
      values.put(limit, value);
    }
    return new Limits(values);
  }

  /** The value of one limit, in its unit. */
  public long get(Limit limit) {
    return values.getOrDefault(limit, limit.byDefault());
  }

  /** A copy in which one limit has another value. */
  public Limits with(Limit limit, long value) {
    EnumMap<Limit, Long> all = new EnumMap<>(values);
    all.put(limit, value);
    return of(all);
  }

  /** See {@link Limit#HEADER_BYTES}. */
  public int headerBytes() {
    return (int) get(Limit.HEADER_BYTES);
  }

  /** See {@link Limit#HEADER_COUNT}. */
  public int headerCount() {
    return (int) get(Limit.HEADER_COUNT);
  }

  /** See {@link Limit#TARGET_BYTES}. */
  public int targetBytes() {
    return (int) get(Limit.TARGET_BYTES);
  }

  /** See {@link Limit#REQUEST_CONTENT_BYTES}. */
  public long requestContentBytes() {
    return get(Limit.REQUEST_CONTENT_BYTES);
  }

  /** See {@link Limit#CHUNK_EXTENSION_BYTES}. */
  public int chunkExtensionBytes() {
    return (int) get(Limit.CHUNK_EXTENSION_BYTES);
  }

  /** See {@link Limit#TRAILER_BYTES}. */
  public int trailerBytes() {
    return (int) get(Limit.TRAILER_BYTES);
  }

  /** See {@link Limit#HEADER_TIMEOUT}. */
  public long headerTimeoutMs() {
    return get(Limit.HEADER_TIMEOUT);
  }

  /** See {@link Limit#CONTENT_TIMEOUT}. */
  public long contentTimeoutMs() {
    return get(Limit.CONTENT_TIMEOUT);
  }

  /** See {@link Limit#WRITE_TIMEOUT}. */
  public long writeTimeoutMs() {
    return get(Limit.WRITE_TIMEOUT);
  }

  /** See {@link Limit#IDLE_TIMEOUT}. */
  public long idleTimeoutMs() {
    return get(Limit.IDLE_TIMEOUT);
  }

  /** See {@link Limit#TUNNEL_IDLE_TIMEOUT}. */
  public long tunnelIdleTimeoutMs() {
    return get(Limit.TUNNEL_IDLE_TIMEOUT);
  }

  /** See {@link Limit#TLS_HANDSHAKE_TIMEOUT}. */
  public long tlsHandshakeTimeoutMs() {
    return get(Limit.TLS_HANDSHAKE_TIMEOUT);
  }

  /** See {@link Limit#DRAIN_TIMEOUT}. */
  public long drainTimeoutMs() {
    return get(Limit.DRAIN_TIMEOUT);
  }

  /** See {@link Limit#CONNECTIONS}. */
  public int connections() {
    return (int) get(Limit.CONNECTIONS);
  }

  /** See {@link Limit#CONNECTIONS_PER_ADDRESS}. */
  public int connectionsPerAddress() {
    return (int) get(Limit.CONNECTIONS_PER_ADDRESS);
  }

  /** See {@link Limit#REQUESTS_PER_CONNECTION}. */
  public int requestsPerConnection() {
    return (int) get(Limit.REQUESTS_PER_CONNECTION);
  }

  /** See {@link Limit#PIPELINED_REQUESTS}. */
  public int pipelinedRequests() {
    return (int) get(Limit.PIPELINED_REQUESTS);
  }

  /** See {@link Limit#HTTP2_STREAMS}. */
  public int http2Streams() {
    return (int) get(Limit.HTTP2_STREAMS);
  }

  /** See {@link Limit#HTTP2_RESETS}. */
  public int http2Resets() {
    return (int) get(Limit.HTTP2_RESETS);
  }

  /** See {@link Limit#HTTP2_CONTROL_FRAMES}. */
  public int http2ControlFrames() {
    return (int) get(Limit.HTTP2_CONTROL_FRAMES);
  }

  /** See {@link Limit#HTTP2_CONTINUATIONS}. */
  public int http2Continuations() {
    return (int) get(Limit.HTTP2_CONTINUATIONS);
  }

  /** See {@link Limit#HTTP2_WINDOW_BYTES}. */
  public int http2WindowBytes() {
    return (int) get(Limit.HTTP2_WINDOW_BYTES);
  }

  /** See {@link Limit#WRITE_BUFFER_BYTES}. */
  public int writeBufferBytes() {
    return (int) get(Limit.WRITE_BUFFER_BYTES);
  }

  /** See {@link Limit#ORIGIN_HEADER_BYTES}. */
  public int originHeaderBytes() {
    return (int) get(Limit.ORIGIN_HEADER_BYTES);
  }

  /** See {@link Limit#ORIGIN_HEADER_COUNT}. */
  public int originHeaderCount() {
    return (int) get(Limit.ORIGIN_HEADER_COUNT);
  }

  /** See {@link Limit#INFORMATIONAL_RESPONSES}. */
  public int informationalResponses() {
    return (int) get(Limit.INFORMATIONAL_RESPONSES);
  }

  /** See {@link Limit#RANGES}. */
  public int ranges() {
    return (int) get(Limit.RANGES);
  }

  /** See {@link Limit#VARIANTS}. */
  public int variants() {
    return (int) get(Limit.VARIANTS);
  }

  /** See {@link Limit#TAGS}. */
  public int tags() {
    return (int) get(Limit.TAGS);
  }

  /** See {@link Limit#TAG_BYTES}. */
  public int tagBytes() {
    return (int) get(Limit.TAG_BYTES);
  }

  /** See {@link Limit#COLLAPSED_REQUESTS}. */
  public int collapsedRequests() {
    return (int) get(Limit.COLLAPSED_REQUESTS);
  }

  /** See {@link Limit#RATE_LIMIT_BUCKETS}. */
  public int rateLimitBuckets() {
    return (int) get(Limit.RATE_LIMIT_BUCKETS);
  }
}
