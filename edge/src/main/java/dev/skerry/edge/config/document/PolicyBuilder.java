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
    CachePolicy.Collapse collapse =
        new CachePolicy.Collapse(
            cache.get(CacheShape.COLLAPSE),
            cache.get(CacheShape.LEADER_TIMEOUT),
            cache.get(CacheShape.FOLLOWER_TIMEOUT));
    return new CachePolicy(
        cache.get(CacheShape.MODE),
        semantics(cache),
        collapse,
        Math.min(storeMaxObject, orElse(cache.find(CacheShape.MAX_OBJECT), Long.MAX_VALUE)),
        cache.get(CacheShape.COOKIES));
  }

  private static dev.skerry.edge.semantics.CachePolicy semantics(Settings cache) {
    dev.skerry.edge.semantics.CachePolicy base = dev.skerry.edge.semantics.CachePolicy.DEFAULT;
    Map<Integer, Long> perStatus = new HashMap<>();
    Map<String, Long> written = cache.find(CacheShape.STATUS_TTL);
    if (written != null) {
      written.forEach((status, ttl) -> perStatus.put(Integer.valueOf(status), ttl / 1000));
    }
    return base.withTtl(ttl(cache, base.ttl()))
        .withStale(
            new StalePolicy(
                cache.get(CacheShape.STALE_WHILE_REVALIDATE) / 1000,
                cache.get(CacheShape.STALE_IF_ERROR) / 1000,
                base.stale().maxSeconds()))
        .withStatusTtlSeconds(perStatus)
        .withSetCookie(cache.get(CacheShape.SET_COOKIE))
        .withRequestDirectives(
            cache.get(CacheShape.IGNORE_REQUEST_DIRECTIVES)
                ? RequestDirectives.IGNORE
                : RequestDirectives.OBEY)
        .withStoreAgainstOrigin(cache.get(CacheShape.MODE) == CachePolicy.Mode.FORCE)
        .withTargetedFields(cache.get(CacheShape.TARGETED_HEADERS));
  }

  private static Ttl ttl(Settings cache, Ttl base) {
    return base.withOverrideSeconds(seconds(cache.find(CacheShape.TTL), Ttl.UNSET))
        .withDefaultSeconds(seconds(cache.find(CacheShape.DEFAULT_TTL), Ttl.UNSET))
        .withMinSeconds(cache.get(CacheShape.MIN_TTL) / 1000)
        .withMaxSeconds(seconds(cache.find(CacheShape.MAX_TTL), base.maxSeconds()))
        .withHeuristicPercent(cache.get(CacheShape.HEURISTIC) ? base.heuristicPercent() : 0);
  }

  private static long seconds(@Nullable Long millis, long otherwise) {
    return millis == null ? otherwise : millis / 1000;
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
