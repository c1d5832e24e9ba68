package dev.skerry.edge.observe;

import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.FieldNames;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is logged and measured of one exchange: a form that the pipeline fills in.
 *
 * <p>It has fields and no accessors, as it does nothing. One exchange owns it, on one event loop,
 * until it is handed to {@link AccessLog#log}; from then on nobody may change it. Moments are of
 * {@link System#nanoTime}; 0 means that it has not happened.
 */
public final class ExchangeRecord {
  // What the viewer asked, as it was before any rewrite.

  /** When the request head was complete, in milliseconds since 1970 UTC. */
  public final long startMillis;

  /** When the request head was complete. */
  public final long startNanos;

  public final InetSocketAddress remote;
  public final String method;
  public final String scheme;
  public final String authority;
  public final String path;
  public final @Nullable String query;
  public final HttpVersion version;
  public final @Nullable String tlsVersion;

  /** Set by {@link #describe}, which only a log needs. */
  public @Nullable String userAgent;

  /** Set by {@link #describe}, which only a log needs. */
  public @Nullable String referer;

  /**
   * Values of the fields that the configuration asks for, in its order; set by {@link #describe}.
   */
  @Nullable String @Nullable [] extra;

  /** The exchange's name in logs and messages, or null. */
  public @Nullable String requestId;

  /** Bytes of request content received from the viewer, without framing. */
  public long requestContentBytes;

  // What the edge made of it.

  /** The site's name in the configuration; null for a host that no site has. */
  public @Nullable String site;

  /** The rule's name or pattern in the configuration; null if none applied. */
  public @Nullable String rule;

  public CacheVerdict verdict = CacheVerdict.EDGE;

  /** The {@code Cache-Status} member of this edge (RFC 9211), or null. */
  public @Nullable String cacheStatus;

  // What the origin did.

  /** The origin asked last, {@code host:port}; null if none was. */
  public @Nullable String origin;

  /** The status of the origin's final response, 0 if there was none. */
  public int originStatus;

  /** When the request was first given to a pool. */
  public long originStartNanos;

  /** When the head of the origin's final response came. */
  public long originHeadNanos;

  /** What went wrong, or null. */
  public @Nullable ProxyError error;

  // What the viewer got.

  /** The status of the final response, 0 if its head was never sent. */
  public int status;

  /** Bytes of response content handed to the viewer's stream, without framing. */
  public long contentBytes;

  /** When the head of the final response was written. */
  public long headNanos;

  /** When the exchange was over. */
  public long endNanos;

  /** Whether the viewer got less than the whole response. */
  public boolean aborted;

  /**
   * Begins a record with what the viewer asked.
   *
   * @param startMillis now, in milliseconds since 1970 UTC
   * @param startNanos now, by {@link System#nanoTime}
   */
  public ExchangeRecord(
      Request request, ConnectionFacts viewer, long startMillis, long startNanos) {
    this.startMillis = startMillis;
    this.startNanos = startNanos;
    this.remote = viewer.remote();
    this.method = request.method();
    this.scheme = request.scheme();
    this.authority = request.authority();
    this.path = request.path();
    this.query = request.query();
    this.version = request.version();
    this.tlsVersion = viewer.tlsVersion();
  }

  /**
   * Adds what only a log needs; to be called if {@link AccessLog#isOn}, before the request is
   * changed.
   *
   * @param extraFields {@link AccessLog#fields}
   */
  public void describe(Request request, List<String> extraFields) {
    userAgent = request.fields().first(FieldNames.USER_AGENT);
    referer = request.fields().first(FieldNames.REFERER);
    if (!extraFields.isEmpty()) {
      extra = new String[extraFields.size()];
      for (int i = 0; i < extra.length; i++) {
        extra[i] = request.fields().combined(extraFields.get(i));
      }
    }
  }

  /** From the request head to the end of the exchange, in nanoseconds. */
  public long durationNanos() {
    return since(startNanos, endNanos);
  }

  /** From the request head to the head of the response, in nanoseconds; -1 if none was sent. */
  public long firstByteNanos() {
    return headNanos == 0 ? -1 : since(startNanos, headNanos);
  }

  /** From asking the pool to the head of the origin's response, in nanoseconds; -1 if none came. */
  public long originNanos() {
    return originHeadNanos == 0 ? -1 : since(originStartNanos, originHeadNanos);
  }

  private static long since(long from, long to) {
    return Math.max(0, to - from);
  }
}
