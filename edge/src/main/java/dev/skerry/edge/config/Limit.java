package dev.skerry.edge.config;

/**
 * Every bound on what a viewer, an origin or the data of handlers may cost: the one table from
 * which the parser, the JSON Schema and the reference page are made.
 */
public enum Limit {
  HEADER_BYTES(
      "header-bytes",
      Unit.BYTES,
      1 << 10,
      32 << 10,
      1 << 20,
      "The request's header section, its request line included; more is answered with 431."),
  HEADER_COUNT(
      "header-count",
      Unit.COUNT,
      10,
      128,
      10_000,
      "Field lines of a request's header section; more are answered with 431."),
  TARGET_BYTES(
      "target-bytes",
      Unit.BYTES,
      256,
      16 << 10,
      1 << 20,
      "The request target (path and query); more is answered with 414."),
  REQUEST_CONTENT_BYTES(
      "request-content-bytes",
      Unit.BYTES,
      0,
      16L << 30,
      1L << 50,
      "Content of a request; more is answered with 413."),
  CHUNK_EXTENSION_BYTES(
      "chunk-extension-bytes",
      Unit.BYTES,
      0,
      4 << 10,
      1 << 20,
      "All chunk extensions of one message together; more closes the connection."),
  TRAILER_BYTES(
      "trailer-bytes",
      Unit.BYTES,
      0,
      8 << 10,
      1 << 20,
      "The trailer section of a request; more closes the connection."),
  HEADER_TIMEOUT(
      "header-timeout",
      Unit.MILLISECONDS,
      100,
      30_000,
      3_600_000,
      "From the first byte of a request, or of a connection, to the end of the header section; more"
          + " is answered with 408."),
  CONTENT_TIMEOUT(
      "content-timeout",
      Unit.MILLISECONDS,
      100,
      60_000,
      86_400_000,
      "Between two pieces of a request's content while the edge is reading; more is answered with"
          + " 408."),
  WRITE_TIMEOUT(
      "write-timeout",
      Unit.MILLISECONDS,
      100,
      60_000,
      86_400_000,
      "Without any byte of the response taken by the viewer; then the connection is closed."),
  IDLE_TIMEOUT(
      "idle-timeout",
      Unit.MILLISECONDS,
      100,
      75_000,
      86_400_000,
      "A viewer's connection without an exchange is kept so long."),
  TUNNEL_IDLE_TIMEOUT(
      "tunnel-idle-timeout",
      Unit.MILLISECONDS,
      1_000,
      3_600_000,
      604_800_000,
      "A tunnel (WebSocket) without a byte in either direction is kept so long."),
  TLS_HANDSHAKE_TIMEOUT(
      "tls-handshake-timeout",
      Unit.MILLISECONDS,
      100,
      10_000,
      600_000,
      "A viewer's TLS handshake, and its PROXY protocol header, may take so long."),
  DRAIN_TIMEOUT(
      "drain-timeout",
      Unit.MILLISECONDS,
      0,
      30_000,
      86_400_000,
      "When the edge stops, exchanges in flight may take so long to finish."),
  CONNECTIONS(
      "connections",
      Unit.COUNT,
      1,
      100_000,
      10_000_000,
      "Viewers' connections at once; further ones are closed on arrival."),
  CONNECTIONS_PER_ADDRESS(
      "connections-per-address",
      Unit.COUNT,
      1,
      10_000,
      10_000_000,
      "Connections at once from one address; further ones are closed on arrival."),
  REQUESTS_PER_CONNECTION(
      "requests-per-connection",
      Unit.COUNT,
      1,
      100_000,
      Integer.MAX_VALUE,
      "After so many requests a connection is closed in good order."),
  PIPELINED_REQUESTS(
      "pipelined-requests",
      Unit.COUNT,
      1,
      64,
      10_000,
      "HTTP/1.1 requests read ahead on one connection; then reading pauses."),
  HTTP2_STREAMS(
      "http2-streams", Unit.COUNT, 1, 128, 10_000, "Concurrent streams on one HTTP/2 connection."),
  HTTP2_RESETS(
      "http2-resets",
      Unit.COUNT,
      1,
      200,
      1_000_000,
      "Streams that a viewer may reset on one connection in 30 seconds; more closes the"
          + " connection."),
  HTTP2_CONTROL_FRAMES(
      "http2-control-frames",
      Unit.COUNT,
      10,
      1_000,
      1_000_000,
      "SETTINGS, PING, PRIORITY and empty frames that a viewer may send on one connection in 30"
          + " seconds; more closes the connection."),
  HTTP2_CONTINUATIONS(
      "http2-continuations",
      Unit.COUNT,
      1,
      16,
      10_000,
      "CONTINUATION frames of one header section; more closes the connection."),
  HTTP2_WINDOW_BYTES(
      "http2-window-bytes",
      Unit.BYTES,
      64 << 10,
      256 << 10,
      64 << 20,
      "Content that a viewer may send on one HTTP/2 stream before the edge has passed it on."),
  WRITE_BUFFER_BYTES(
      "write-buffer-bytes",
      Unit.BYTES,
      16 << 10,
      256 << 10,
      64 << 20,
      "Content that may wait in the edge for one slow peer; then its source pauses."),
  ORIGIN_HEADER_BYTES(
      "origin-header-bytes",
      Unit.BYTES,
      1 << 10,
      64 << 10,
      1 << 20,
      "The header section of an origin's response; more is answered with 502."),
  ORIGIN_HEADER_COUNT(
      "origin-header-count",
      Unit.COUNT,
      10,
      256,
      10_000,
      "Field lines of an origin's response; more are answered with 502."),
  INFORMATIONAL_RESPONSES(
      "informational-responses",
      Unit.COUNT,
      0,
      16,
      1_000,
      "Interim (1xx) responses of an origin to one request; more are answered with 502."),
  RANGES(
      "ranges",
      Unit.COUNT,
      1,
      32,
      1_000,
      "Ranges in one request; a request for more is answered as if it had none."),
  VARIANTS(
      "variants",
      Unit.COUNT,
      1,
      64,
      10_000,
      "Stored variants of one cache key; the least recently used goes."),
  TAGS(
      "tags",
      Unit.COUNT,
      1,
      256,
      10_000,
      "Tags of one response; a response with more is not stored."),
  TAG_BYTES(
      "tag-bytes",
      Unit.BYTES,
      16,
      1 << 10,
      64 << 10,
      "One tag; a response with a longer one is not stored."),
  COLLAPSED_REQUESTS(
      "collapsed-requests",
      Unit.COUNT,
      0,
      10_000,
      1_000_000,
      "Requests that wait for one fill; further ones go to the origin by themselves."),
  RATE_LIMIT_BUCKETS(
      "rate-limit-buckets",
      Unit.COUNT,
      1_000,
      100_000,
      10_000_000,
      "Viewers whose request rates are remembered, over all rules; the least recent go."),
  KEY_VALUES_KEYS(
      "key-values-keys",
      Unit.COUNT,
      0,
      100_000,
      250_000,
      "Keys of one namespace; a document with more is refused."),
  KEY_VALUES_KEY_BYTES(
      "key-values-key-bytes",
      Unit.BYTES,
      1,
      512,
      4 << 10,
      "A key of a namespace, in UTF-8; a document with a longer one is refused."),
  KEY_VALUES_VALUE_BYTES(
      "key-values-value-bytes",
      Unit.BYTES,
      0,
      64 << 10,
      1 << 20,
      "A value of a namespace, in UTF-8; a document with a longer one is refused."),
  KEY_VALUES_BYTES(
      "key-values-bytes",
      Unit.BYTES,
      0,
      16 << 20,
      1 << 30,
      "Keys and values of all namespaces together; a document with more is refused.");

  /** What a limit counts, and so how its value is written. */
  public enum Unit {
    /** Written {@code 64KiB}, {@code 10MB} or a number. */
    BYTES,
    /** Written {@code 10s}, {@code 5m}, {@code 1h30m}. */
    MILLISECONDS,
    /** Written as a number. */
    COUNT
  }

  private final String key;
  private final Unit unit;
  private final long min;
  private final long byDefault;
  private final long max;
  private final String description;

  Limit(String key, Unit unit, long min, long byDefault, long max, String description) {
    this.key = key;
    this.unit = unit;
    this.min = min;
    this.byDefault = byDefault;
    this.max = max;
    this.description = description;
  }

  /** The limit's name in the document. */
  public String key() {
    return key;
  }

  public Unit unit() {
    return unit;
  }

  /** The least value that is allowed. */
  public long min() {
    return min;
  }

  /** The value where the document says nothing. */
  public long byDefault() {
    return byDefault;
  }

  /** The greatest value that is allowed. */
  public long max() {
    return max;
  }

  /** What is limited, and what happens at the limit. */
  public String description() {
    return description;
  }
}
