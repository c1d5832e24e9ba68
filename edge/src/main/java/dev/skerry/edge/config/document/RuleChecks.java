package dev.skerry.edge.config.document;

import dev.skerry.edge.config.CachePolicy.Mode;
import dev.skerry.edge.config.PathPattern;
import dev.skerry.edge.config.PoolConfig.Origin;
import dev.skerry.edge.config.QueryPolicy;
import dev.skerry.edge.config.RateLimitPolicy.By;
import dev.skerry.edge.config.Template;
import java.util.List;
import java.util.Set;

/**
 * Compares what was decoded of one level (defaults, site, rule), and of a rule with all its levels.
 */
final class RuleChecks {
  private final Set<String> pools;
  private final HandlerChecks handlers;
  private final Problems problems;

  RuleChecks(Set<String> pools, HandlerChecks handlers, Problems problems) {
    this.pools = pools;
    this.handlers = handlers;
    this.problems = problems;
  }

  /** What is wrong with one level whatever the others say. */
  void level(Settings level) {
    String pool = level.find(RuleShape.POOL);
    if (pool != null && !pools.contains(pool)) {
      problems.add(
          level.place(RuleShape.POOL),
          "there is no pool " + pool + Spelling.hint(pool, pools),
          "the name of a pool in pools");
    }
    if (level.isMentioned(RuleShape.POOL) && level.isMentioned(RuleShape.ORIGIN)) {
      problems.add(level.place(RuleShape.ORIGIN), "stands beside pool", "one of the two");
    }
    List<Origin> origins = level.find(RuleShape.ORIGIN);
    if (origins != null) {
      PoolChecks.bucketAlone(origins, level.place(RuleShape.ORIGIN), problems);
    }
    handlers.level(level);
    guards(level);
    rewrite(level.object(ChangeShape.REWRITE), level);
    cors(level.object(BrowserShape.CORS));
    query(level.object(RuleShape.KEY).object(CacheShape.QUERY));
  }

  private void guards(Settings level) {
    List<Settings> access = level.find(GuardShape.ACCESS);
    for (Settings entry : access == null ? List.<Settings>of() : access) {
      if (entry.isMentioned(GuardShape.ALLOW) == entry.isMentioned(GuardShape.DENY)) {
        problems.add(entry.place(), "an entry either allows or denies", "allow or deny");
      }
    }
    Settings rate = level.object(GuardShape.RATE_LIMIT);
    boolean byHeader = rate.find(GuardShape.BY) == By.HEADER;
    if (byHeader && !rate.isMentioned(GuardShape.RATE_HEADER)) {
      problems.add(rate.place(GuardShape.BY), "\"header\" is missing", "header with by: header");
    } else if (!byHeader && rate.isMentioned(GuardShape.RATE_HEADER)) {
      problems.add(
          rate.place(GuardShape.RATE_HEADER), "has no effect", "header only with by: header");
    }
    Settings signed = level.object(GuardShape.SIGNED_URLS);
    if (signed.has(GuardShape.KEYS) && signed.get(GuardShape.KEYS).isEmpty()) {
      problems.add(signed.place(GuardShape.KEYS), "is empty: nobody could ask", "a key");
    }
  }

  private void rewrite(Settings rewrite, Settings level) {
    if (!level.has(ChangeShape.REWRITE)) {
      return;
    }
    boolean prefixes =
        rewrite.isMentioned(ChangeShape.STRIP_PREFIX)
            || rewrite.isMentioned(ChangeShape.ADD_PREFIX);
    boolean to = rewrite.isMentioned(ChangeShape.REWRITE_TO);
    boolean regex = rewrite.isMentioned(ChangeShape.REGEX);
    if (prefixes == (to || regex)) {
      problems.add(
          rewrite.place(),
          prefixes ? "has prefixes beside to or regex" : "changes nothing",
          "strip-prefix and add-prefix, or to with or without regex");
    } else if (regex && !to) {
      problems.add(rewrite.place(ChangeShape.REGEX), "has no \"to\" beside it", "regex with to");
    }
    Template target = rewrite.find(ChangeShape.REWRITE_TO);
    if (target != null
        && !target.toString().startsWith("/")
        && !target.toString().startsWith("{")) {
      problems.add(rewrite.place(ChangeShape.REWRITE_TO), "does not begin with /", "a path");
    }
    if (target != null && target.toString().matches(".*[?#].*")) {
      problems.add(
          rewrite.place(ChangeShape.REWRITE_TO),
          "holds ? or #; the query stays as it is",
          "a path");
    }
    com.google.re2j.Pattern pattern = rewrite.find(ChangeShape.REGEX);
    if (target != null && pattern != null) {
      captures(target, pattern.groupCount(), rewrite.place(ChangeShape.REWRITE_TO), "the regex");
    }
  }

  private void cors(Settings cors) {
    List<String> origins = cors.find(BrowserShape.ORIGINS);
    if (origins != null
        && origins.contains("*")
        && Boolean.TRUE.equals(cors.find(BrowserShape.CREDENTIALS))) {
      problems.add(
          cors.place(BrowserShape.CREDENTIALS),
          "any web site could act as the viewer: origins is *",
          "the origins by name");
    }
  }

  private void query(Settings query) {
    QueryPolicy.Mode mode = query.find(CacheShape.QUERY_MODE);
    boolean byName = mode == QueryPolicy.Mode.ALLOW || mode == QueryPolicy.Mode.DENY;
    if (byName != query.isMentioned(CacheShape.QUERY_NAMES)) {
      problems.add(
          query.place(CacheShape.QUERY_NAMES),
          byName ? "\"names\" is missing" : "has no effect",
          "names with mode: allow or mode: deny");
    }
  }

  /** What is wrong with all levels together; {@code place} is the innermost one's. */
  void effective(Levels levels, PathPattern path, Place place) {
    Settings merged = levels.merged();
    Settings redirect = merged.object(ChangeShape.REDIRECT);
    if (!levels.mentionsPool()
        && !merged.has(ChangeShape.REDIRECT)
        && (levels.isSite() || levels.own().isMentioned(ChangeShape.REDIRECT))) {
      problems.add(place, "says of no origin to ask", "origin, pool or redirect");
    }
    cache(merged.object(RuleShape.CACHE));
    if (levels.own().isMentioned(ChangeShape.REDIRECT) || path.captureCount() == 0) {
      Template to = redirect.find(ChangeShape.REDIRECT_TO);
      if (to != null) {
        captures(to, path.captureCount(), redirect.place(ChangeShape.REDIRECT_TO), "" + path);
      }
    }
    Settings rewrite = merged.object(ChangeShape.REWRITE);
    Template to = rewrite.find(ChangeShape.REWRITE_TO);
    if (to != null && !rewrite.isMentioned(ChangeShape.REGEX)) {
      captures(to, path.captureCount(), rewrite.place(ChangeShape.REWRITE_TO), "" + path);
    }
  }

  private void cache(Settings cache) {
    Long min = cache.find(CacheShape.MIN_TTL);
    Long max = cache.find(CacheShape.MAX_TTL);
    if (min != null && max != null && min > max) {
      problems.add(
          cache.place(cache.has(CacheShape.MIN_TTL) ? CacheShape.MIN_TTL : CacheShape.MAX_TTL),
          "min-ttl ("
              + Durations.write(min * 1000)
              + ") is above max-ttl ("
              + Durations.write(max * 1000)
              + ")",
          "min-ttl not above max-ttl");
    }
    if (cache.find(CacheShape.MODE) == Mode.FORCE
        && !cache.isMentioned(CacheShape.TTL)
        && !cache.isMentioned(CacheShape.DEFAULT_TTL)) {
      problems.add(
          cache.place(CacheShape.MODE), "nothing says for how long", "ttl with mode: force");
    }
  }

  private void captures(Template template, int available, Place place, String of) {
    if (template.highestCapture() > available) {
      problems.add(
          place,
          "has {" + template.highestCapture() + "}, but " + of + " captures " + available,
          available == 0 ? "a star or a group to capture" : "{1} to {" + available + "}");
    }
  }
}
