package dev.skerry.handler;

/**
 * Every bound on what one handler may cost: the one table from which the configuration's shape and
 * its reference page are made.
 *
 * <p>A table of its own beside the edge's limits, which hold once for a document and are about
 * viewers and origins: these hold for each handler, and what runs handlers knows no edge.
 */
public enum HandlerLimit {
  CPU_TIME(
      "cpu-time",
      Unit.MILLISECONDS,
      1,
      50,
      60_000,
      "Processor time of one call; then it is stopped."),
  WALL_TIME(
      "wall-time",
      Unit.MILLISECONDS,
      1,
      1_000,
      60_000,
      "From the moment a call is asked for to its answer, waiting included; then it is stopped."),
  MEMORY(
      "memory",
      Unit.BYTES,
      1 << 20,
      32 << 20,
      1 << 30,
      "What one call may allocate, and the longest string or typed array; then it is stopped."),
  CONCURRENCY("concurrency", Unit.COUNT, 1, 2, 256, "Calls that run at once; further ones wait."),
  WAITING(
      "waiting",
      Unit.COUNT,
      0,
      256,
      100_000,
      "Calls that wait until others have ended; further ones fail at once."),
  BODY_BYTES(
      "body-bytes",
      Unit.BYTES,
      0,
      1 << 20,
      64 << 20,
      "Content that it makes, and that it is given where it reads bodies."),
  HEADER_BYTES(
      "header-bytes",
      Unit.BYTES,
      256,
      32 << 10,
      1 << 20,
      "Names and values of all fields of a request or response that it returns."),
  LOG_BYTES(
      "log-bytes",
      Unit.BYTES,
      0,
      4 << 10,
      1 << 20,
      "What one call may write to the log, with the places where it does; the rest is dropped."),
  SUBREQUESTS(
      "subrequests",
      Unit.COUNT,
      0,
      50,
      1_000,
      "What one call may ask of others: of tables, buckets, other handlers and caches, and with"
          + " fetch(), each redirect included; what is beyond it throws."),
  SUBREQUEST_BYTES(
      "subrequest-bytes",
      Unit.BYTES,
      0,
      1 << 20,
      64 << 20,
      "Content of a response that fetch() gets, also of another handler; at more of it fetch()"
          + " fails.");

  /** What a limit counts. */
  public enum Unit {
    MILLISECONDS,
    BYTES,
    COUNT
  }

  private final String key;
  private final Unit unit;
  private final long min;
  private final long byDefault;
  private final long max;
  private final String description;

  HandlerLimit(String key, Unit unit, long min, long byDefault, long max, String description) {
    this.key = key;
    this.unit = unit;
    this.min = min;
    this.byDefault = byDefault;
    this.max = max;
    this.description = description;
  }

  /** The limit's name in configuration. */
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

  /** The value where nothing is said. */
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
