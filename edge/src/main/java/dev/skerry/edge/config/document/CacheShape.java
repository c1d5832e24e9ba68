package dev.skerry.edge.config.document;

import dev.skerry.edge.config.CachePolicy.Cookies;
import dev.skerry.edge.config.CachePolicy.Mode;
import dev.skerry.edge.config.QueryPolicy;
import dev.skerry.edge.semantics.CachePolicy.MalformedAge;
import dev.skerry.edge.semantics.CachePolicy.SetCookie;
import java.util.List;
import java.util.Map;

/** How a cache policy and a cache key are written. */
final class CacheShape {
  private static final long YEAR_SECONDS = 366L * 86_400;
  private static final ScalarShape<Long> TTL_SHAPE = Scalars.seconds(YEAR_SECONDS);

  static final Field<Mode> MODE =
      Field.of(
              "mode",
              Scalars.choice(Mode.class),
              "respect: the origin's Cache-Control decides, the TTLs adjust. force: what can be"
                  + " stored is stored for the TTL, whatever the origin says. bypass: nothing is"
                  + " stored or looked up.")
          .or(Mode.RESPECT);
  static final Field<Long> TTL =
      Field.of("ttl", TTL_SHAPE, "The freshness lifetime, instead of what the origin says.")
          .like("10m");
  static final Field<Long> DEFAULT_TTL =
      Field.of("default-ttl", TTL_SHAPE, "The freshness lifetime where the origin says nothing.")
          .like("1h");
  static final Field<Long> MIN_TTL =
      Field.of("min-ttl", TTL_SHAPE, "What the origin says is raised to this.").or(0L);
  static final Field<Long> MAX_TTL =
      Field.of("max-ttl", TTL_SHAPE, "What the origin says is lowered to this.").like("1d");
  static final Field<Map<String, Long>> STATUS_TTL =
      Field.of(
              "status-ttl",
              new MapShape<>("a status", CacheShape::status, TTL_SHAPE, 400),
              "The freshness lifetime by status where the origin says nothing (negative caching).")
          .like("{404: 10s, 301: 1h}");
  static final Field<Integer> HEURISTIC_PERCENT =
      Field.of(
              "heuristic-percent",
              Scalars.integer(0, 100),
              "Where nothing else gives a lifetime: the share of the time since Last-Modified; 0"
                  + " for none.")
          .or(10);
  static final Field<Long> HEURISTIC_MAX =
      Field.of("heuristic-max", TTL_SHAPE, "The longest such lifetime.").or(86_400L);

  static final Field<Long> STALE_WHILE_REVALIDATE =
      Field.of(
              "stale-while-revalidate",
              TTL_SHAPE,
              "How long after its lifetime a response is served while it is validated in the"
                  + " background, where the response does not say.")
          .or(0L);
  static final Field<Long> STALE_IF_ERROR =
      Field.of(
              "stale-if-error",
              TTL_SHAPE,
              "How long after its lifetime a response is served while the origin cannot be reached"
                  + " or answers with an error, where the response does not say.")
          .or(86_400L);
  static final Field<Long> MAX_STALE =
      Field.of(
              "max-stale",
              TTL_SHAPE,
              "No response is served longer than this after its lifetime, whoever allows it.")
          .like("7d");

  static final Field<Boolean> COLLAPSE =
      Field.of(
              "collapse",
              Scalars.BOOLEAN,
              "Whether requests for the same thing wait for the first one's response.")
          .or(true);
  static final Field<Long> LEADER_TIMEOUT =
      Field.of(
              "leader-timeout",
              Scalars.duration(1, 600_000),
              "The first one may go without a response's header section so long; then another one"
                  + " goes.")
          .or(10_000L);
  static final Field<Long> FOLLOWER_TIMEOUT =
      Field.of(
              "follower-timeout",
              Scalars.duration(1, 600_000),
              "The others wait so long; then they go by themselves.")
          .or(20_000L);

  static final Field<Long> MAX_OBJECT =
      Field.of(
          "max-object",
          Scalars.size(0, 1L << 50),
          "Larger content is passed on without being stored; the store's bound holds in any case.");
  static final Field<Boolean> IGNORE_REQUEST_DIRECTIVES =
      Field.of(
              "ignore-request-directives",
              Scalars.BOOLEAN,
              "Whether Cache-Control and Pragma of viewers (a forced reload) are ignored.")
          .or(false);
  static final Field<Cookies> COOKIES =
      Field.of(
              "cookies",
              Scalars.choice(Cookies.class),
              "ignore: a request with cookies is answered from the cache as any other. bypass: it"
                  + " goes to the origin and its response is not stored.")
          .or(Cookies.IGNORE);
  static final Field<SetCookie> SET_COOKIE =
      Field.of(
              "set-cookie",
              Scalars.choice(SetCookie.class),
              "What happens to a response that sets cookies. store-if-explicit: it is stored with"
                  + " them only if it says a lifetime or public. strip: it is stored and served"
                  + " without them. do-not-store, store: never, or as any other.")
          .or(SetCookie.STORE_IF_EXPLICIT);
  static final Field<MalformedAge> MALFORMED_AGE =
      Field.of(
              "malformed-age",
              Scalars.choice(MalformedAge.class),
              "Whether an Age that is no single number is ignored or makes the response stale.")
          .or(MalformedAge.IGNORE);
  static final Field<List<String>> TARGETED_HEADERS =
      Field.of(
              "targeted-headers",
              ListShape.of(Texts.FIELD_NAME, 0, 16),
              "Fields that speak to this cache before Cache-Control does, the first one there"
                  + " counts.")
          .or(dev.skerry.edge.semantics.CachePolicy.DEFAULT.targetedFields());

  static final ObjectShape SHAPE =
      ObjectShape.of(
          "cache",
          "What is stored, and for how long.",
          MODE,
          TTL,
          DEFAULT_TTL,
          MIN_TTL,
          MAX_TTL,
          STATUS_TTL,
          HEURISTIC_PERCENT,
          HEURISTIC_MAX,
          STALE_WHILE_REVALIDATE,
          STALE_IF_ERROR,
          MAX_STALE,
          COLLAPSE,
          LEADER_TIMEOUT,
          FOLLOWER_TIMEOUT,
          MAX_OBJECT,
          IGNORE_REQUEST_DIRECTIVES,
          COOKIES,
          SET_COOKIE,
          MALFORMED_AGE,
          TARGETED_HEADERS);

  static final Field<QueryPolicy.Mode> QUERY_MODE =
      Field.of(
              "mode",
              Scalars.choice(QueryPolicy.Mode.class),
              "all, none, only those named (allow), or all but those named (deny). What does not"
                  + " count is not sent to the origin either.")
          .or(QueryPolicy.Mode.ALL);
  static final Field<List<String>> QUERY_NAMES =
      Field.of(
              "names",
              ListShape.oneOrMany(Scalars.text("a parameter's name, or utm_*"), 1000),
              "The parameters for allow or deny.")
          .like("[\"utm_*\", fbclid]");
  static final Field<Boolean> QUERY_SORT =
      Field.of("sort", Scalars.BOOLEAN, "Whether the order of parameters does not count.")
          .or(false);
  static final Field<Settings> QUERY =
      Field.of(
          "query",
          ObjectShape.of(
                  "query", "Which query parameters count.", QUERY_MODE, QUERY_NAMES, QUERY_SORT)
              .whole(),
          "Which query parameters count.");
  static final Field<Boolean> KEY_SCHEME =
      Field.of("scheme", Scalars.BOOLEAN, "Whether http and https are stored apart.").or(true);
  static final Field<List<String>> KEY_HEADERS =
      Field.of("headers", ListShape.of(Texts.FIELD_NAME, 0, 32), "Request fields that count.")
          .or(List.of());
  static final Field<List<String>> KEY_COOKIES =
      Field.of(
              "cookies",
              ListShape.of(Scalars.text("a cookie's name"), 0, 32),
              "Cookies that count.")
          .or(List.of());
  static final Field<List<String>> LANGUAGES =
      Field.of(
              "languages",
              ListShape.of(Texts.LANGUAGE, 0, 64),
              "Where a response varies on Accept-Language, only the best of these is told apart.")
          .or(List.of())
          .like("[en, de, pt-BR]");
  static final ObjectShape KEY_SHAPE =
      ObjectShape.of(
          "key",
          "What of a request makes its cache key, beside host and path.",
          QUERY,
          KEY_HEADERS,
          KEY_COOKIES,
          KEY_SCHEME,
          LANGUAGES);

  private CacheShape() {}

  private static String status(String text) {
    if (!text.matches("[2-5][0-9][0-9]")) {
      throw new IllegalArgumentException("is no status from 200 to 599");
    }
    return text;
  }
}
