package dev.skerry.edge.config.document;

import dev.skerry.edge.config.PoolConfig.Balance;
import dev.skerry.edge.config.PoolConfig.Http2;
import dev.skerry.edge.config.PoolConfig.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a pool of origins is written. */
final class PoolShape {
  static final Field<Origin> ORIGIN_URL =
      Field.of("url", Texts.ORIGIN, "Scheme, host and port; or bucket:NAME.").required();
  static final Field<Integer> ORIGIN_WEIGHT =
      Field.of("weight", Scalars.integer(1, 1000), "Its share of the requests.").or(1);
  static final EitherShape<Origin> ORIGIN =
      new EitherShape<>(
          Texts.ORIGIN,
          ObjectShape.of("origin", "One origin server.", ORIGIN_URL, ORIGIN_WEIGHT),
          PoolShape::weighted);
  static final Field<List<Origin>> ORIGINS =
      Field.of("origins", ListShape.oneOrMany(ORIGIN, 256), "The origin servers.")
          .required()
          .like("[http://10.0.0.1:8000, {url: http://10.0.0.2:8000, weight: 3}]");

  static final Field<Balance> BALANCE =
      Field.of(
              "balance",
              Scalars.choice(Balance.class),
              "How one of the origins is chosen: in turn by weight, the one with the fewest"
                  + " requests in flight, or always the same one for the same cache key.")
          .or(Balance.ROUND_ROBIN);

  static final Field<String> HEALTH_PATH =
      Field.of("path", Texts.PATH, "What is asked for.").or("/").like("/health");
  static final Field<String> HEALTH_HOST =
      Field.of(
          "host",
          Texts.AUTHORITY,
          "The Host that is sent; the pool's or else the origin's own by default.");
  static final Field<Long> HEALTH_INTERVAL =
      Field.of("interval", Scalars.duration(100, 3_600_000), "Between two checks.").or(10_000L);
  static final Field<Long> HEALTH_TIMEOUT =
      Field.of("timeout", Scalars.duration(10, 600_000), "A check may take so long.").or(5_000L);
  static final Field<StatusRange> HEALTH_STATUS =
      Field.of("status", StatusRange.SHAPE, "The statuses of a healthy origin.")
          .or(new StatusRange(200, 399));
  static final Field<Integer> HEALTHY_AFTER =
      Field.of(
              "healthy-after",
              Scalars.integer(1, 100),
              "Successes in a row until an unhealthy origin is used again.")
          .or(2);
  static final Field<Integer> UNHEALTHY_AFTER =
      Field.of(
              "unhealthy-after",
              Scalars.integer(1, 100),
              "Failures in a row until an origin is not used any more.")
          .or(3);
  static final Field<Settings> HEALTH =
      Field.of(
          "health",
          ObjectShape.of(
              "health",
              "Active health checks of each origin; without them only failures of requests count.",
              HEALTH_PATH,
              HEALTH_HOST,
              HEALTH_INTERVAL,
              HEALTH_TIMEOUT,
              HEALTH_STATUS,
              HEALTHY_AFTER,
              UNHEALTHY_AFTER),
          "Active health checks.");

  static final Field<Integer> EJECT_FAILURES =
      Field.of("failures", Scalars.integer(0, 10_000), "Failures in a row; 0 for never.").or(5);
  static final Field<Long> EJECT_FOR =
      Field.of("for", Scalars.duration(100, 86_400_000), "How long, the first time; then longer.")
          .or(10_000L);
  static final Field<Long> EJECT_MAX =
      Field.of("max", Scalars.duration(100, 86_400_000), "The longest.").or(300_000L);
  static final Field<Integer> EJECT_PERCENT =
      Field.of(
              "max-percent",
              Scalars.integer(0, 100),
              "So many of the pool's origins may be left alone at once.")
          .or(50);
  static final Field<Settings> EJECTION =
      Field.of(
          "ejection",
          ObjectShape.of(
              "ejection",
              "An origin that keeps failing is left alone for a while.",
              EJECT_FAILURES,
              EJECT_FOR,
              EJECT_MAX,
              EJECT_PERCENT),
          "Passive health checks.");

  static final Field<Integer> RETRY_ATTEMPTS =
      Field.of("attempts", Scalars.integer(0, 10), "At most so many more; 0 for never.").or(2);
  static final Field<Integer> RETRY_PERCENT =
      Field.of(
              "budget-percent",
              Scalars.integer(0, 1000),
              "Retries of the last seconds, per hundred requests.")
          .or(20);
  static final Field<Integer> RETRY_MIN =
      Field.of(
              "budget-min",
              Scalars.integer(0, 100_000),
              "So many retries per second are always allowed.")
          .or(10);
  static final Field<List<Integer>> RETRY_STATUSES =
      Field.of(
              "statuses",
              ListShape.oneOrMany(Scalars.integer(500, 599), 100),
              "Statuses after which another origin is tried.")
          .like("[502, 503]");
  static final Field<Settings> RETRIES =
      Field.of(
          "retries",
          ObjectShape.of(
              "retries",
              "When a request is sent again; only where its work cannot be done twice.",
              RETRY_ATTEMPTS,
              RETRY_PERCENT,
              RETRY_MIN,
              RETRY_STATUSES),
          "When a request is sent again.");

  static final Field<String> FAILOVER =
      Field.of("failover", Texts.NAME, "The pool that is asked when no origin of this one can.");

  static final Field<Http2> HTTP2 =
      Field.of(
              "http2",
              Scalars.choice(Http2.class),
              "Whether HTTP/2 is spoken: where TLS negotiates it, never, or always.")
          .or(Http2.AUTO);

  static final Field<String> HOST =
      Field.of("host", Texts.AUTHORITY, "Sent as Host instead of the viewer's.");

  static final ObjectShape SHAPE =
      ObjectShape.of(
          "pool",
          "A set of origins that can answer the same requests.",
          ORIGINS,
          BALANCE,
          HOST,
          HTTP2,
          ConnectionShape.TLS,
          HEALTH,
          EJECTION,
          RETRIES,
          FAILOVER,
          ConnectionShape.TIMEOUTS,
          ConnectionShape.CONNECTIONS);

  private PoolShape() {}

  private static @Nullable Origin weighted(Settings settings) {
    Origin origin = settings.find(ORIGIN_URL);
    if (origin == null) {
      return null;
    }
    return new Origin(origin.secure(), origin.host(), origin.port(), settings.get(ORIGIN_WEIGHT));
  }
}
