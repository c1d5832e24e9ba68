package dev.skerry.edge.config.document;

import dev.skerry.edge.config.AccessPolicy;
import dev.skerry.edge.config.BasicAuthPolicy;
import dev.skerry.edge.config.CachePolicy;
import dev.skerry.edge.config.Cidr;
import dev.skerry.edge.config.Guards;
import dev.skerry.edge.config.KeyPolicy;
import dev.skerry.edge.config.QueryPolicy;
import dev.skerry.edge.config.RateLimitPolicy;
import dev.skerry.edge.config.SignedUrlPolicy;
import dev.skerry.edge.semantics.CachePolicy.RequestDirectives;
import dev.skerry.edge.semantics.StalePolicy;
import dev.skerry.edge.semantics.Ttl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds cache policies, keys and guards of what was decoded. */
final class PolicyBuilder {
  private PolicyBuilder() {}

  static CachePolicy cache(Settings cache, long storeMaxObject) {
    return new CachePolicy(
        cache.get(CacheShape.MODE),
        semantics(cache),
        new CachePolicy.Collapse(
            cache.get(CacheShape.COLLAPSE),
            cache.get(CacheShape.LEADER_TIMEOUT),
            cache.get(CacheShape.FOLLOWER_TIMEOUT)),
        Math.min(storeMaxObject, orElse(cache.find(CacheShape.MAX_OBJECT), Long.MAX_VALUE)),
        cache.get(CacheShape.COOKIES));
  }

  private static dev.skerry.edge.semantics.CachePolicy semantics(Settings cache) {
    Ttl ttl =
        new Ttl(
            orElse(cache.find(CacheShape.TTL), Ttl.UNSET),
            orElse(cache.find(CacheShape.DEFAULT_TTL), Ttl.UNSET),
            cache.get(CacheShape.MIN_TTL),
            orElse(cache.find(CacheShape.MAX_TTL), Ttl.DEFAULT.maxSeconds()),
            cache.get(CacheShape.HEURISTIC_PERCENT),
            cache.get(CacheShape.HEURISTIC_MAX));
    StalePolicy stale =
        new StalePolicy(
            cache.get(CacheShape.STALE_WHILE_REVALIDATE),
            cache.get(CacheShape.STALE_IF_ERROR),
            orElse(cache.find(CacheShape.MAX_STALE), StalePolicy.DEFAULT.maxSeconds()));
    Map<Integer, Long> perStatus = new HashMap<>();
    Map<String, Long> written = cache.find(CacheShape.STATUS_TTL);
    if (written != null) {
      written.forEach((status, seconds) -> perStatus.put(Integer.valueOf(status), seconds));
    }
    return new dev.skerry.edge.semantics.CachePolicy(
        ttl,
        stale,
        perStatus,
        cache.get(CacheShape.SET_COOKIE),
        cache.get(CacheShape.IGNORE_REQUEST_DIRECTIVES)
            ? RequestDirectives.IGNORE
            : RequestDirectives.OBEY,
        cache.get(CacheShape.MODE) == CachePolicy.Mode.FORCE,
        cache.get(CacheShape.MALFORMED_AGE),
        cache.get(CacheShape.TARGETED_HEADERS));
  }

  private static long orElse(@Nullable Long value, long otherwise) {
    return value == null ? otherwise : value;
  }

  static KeyPolicy key(Settings key) {
    return new KeyPolicy(
        key.get(CacheShape.KEY_SCHEME),
        query(key.object(CacheShape.QUERY)),
        key.get(CacheShape.KEY_HEADERS),
        key.get(CacheShape.KEY_COOKIES),
        key.get(CacheShape.LANGUAGES));
  }

  private static QueryPolicy query(Settings query) {
    List<String> names = query.find(CacheShape.QUERY_NAMES);
    return new QueryPolicy(
        query.get(CacheShape.QUERY_MODE),
        names == null ? List.of() : names,
        query.get(CacheShape.QUERY_SORT));
  }

  static Guards guards(String rule, Settings merged) {
    Guards guards =
        new Guards(
            access(merged.find(GuardShape.ACCESS)),
            rateLimit(rule, merged.find(GuardShape.RATE_LIMIT)),
            signedUrls(merged.find(GuardShape.SIGNED_URLS)),
            basicAuth(merged.find(GuardShape.BASIC_AUTH)));
    return guards.isOpen() ? Guards.NONE : guards;
  }

  private static @Nullable AccessPolicy access(@Nullable List<Settings> written) {
    if (written == null) {
      return null;
    }
    List<AccessPolicy.Entry> entries = new ArrayList<>();
    for (Settings each : written) {
      boolean allow = each.has(GuardShape.ALLOW);
      for (Cidr network : each.get(allow ? GuardShape.ALLOW : GuardShape.DENY)) {
        entries.add(new AccessPolicy.Entry(allow, network));
      }
    }
    return new AccessPolicy(entries);
  }

  private static @Nullable RateLimitPolicy rateLimit(String rule, @Nullable Settings written) {
    if (written == null) {
      return null;
    }
    double rate = written.get(GuardShape.RATE);
    Integer burst = written.find(GuardShape.BURST);
    String header = written.find(GuardShape.RATE_HEADER);
    return new RateLimitPolicy(
        rule,
        rate,
        burst == null ? (int) Math.max(1, Math.ceil(rate)) : burst,
        written.get(GuardShape.BY),
        header == null ? "" : header);
  }

  private static @Nullable SignedUrlPolicy signedUrls(@Nullable Settings written) {
    return written == null ? null : new SignedUrlPolicy(written.get(GuardShape.KEYS));
  }

  private static @Nullable BasicAuthPolicy basicAuth(@Nullable Settings written) {
    return written == null
        ? null
        : new BasicAuthPolicy(written.get(GuardShape.REALM), written.get(GuardShape.USERS));
  }
}
