package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Guards;
import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.exchange.Explanation.Outcome;
import dev.skerry.edge.semantics.CacheStatus.Forward;
import dev.skerry.edge.semantics.Reuse;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.http.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way of a request through the pipeline up to the origin with the same decisions, but does
 * nothing: no request is sent, no viewer is counted, nobody waits.
 *
 * <p>Guards and a handler at viewer-request are named, not asked: who would ask, from where and
 * with which password, is not known, and a handler's code may do more than answer.
 */
public final class Explain {
  private final Services services;
  private final Snapshot snapshot;
  private final Request request;
  private final long now;

  private Explain(Services services, Request request) {
    this.services = services;
    this.snapshot = services.snapshot().get();
    this.request = request;
    this.now = services.clock().millis();
  }

  /** Explains; for any thread. The request is changed by it. */
  public static Explanation of(Services services, Request request) {
    return new Explain(services, request).explain();
  }

  private Explanation explain() {
    String path = NormalPath.of(request.path());
    if (path == null) {
      return new Explanation(null, null, null, null, Outcome.EDGE, "the path leads above the root");
    }
    request.path(path);
    Site site = snapshot.site(request.host());
    if (site == null) {
      String reason = "no site is configured for the host " + request.host();
      return new Explanation(null, null, null, null, Outcome.EDGE, reason);
    }
    Rule rule = RuleFinder.rule(site, path);
    if (rule.changes().redirect() != null) {
      return new Explanation(site, rule, null, null, Outcome.EDGE, "the rule redirects");
    }
    Forward bypass = LookupPhase.bypass(request, rule.cache());
    if (bypass != null) {
      String reason =
          bypass == Forward.METHOD
              ? "responses to " + request.method() + " are not stored"
              : "the rule or a field of the request goes past the cache";
      return new Explanation(site, rule, null, null, Outcome.BYPASS, reason + conditions(rule));
    }
    return lookUp(site, rule);
  }

  private Explanation lookUp(Site site, Rule rule) {
    CacheKey key = KeyBuilder.of(site, rule.key(), request);
    Lookup lookup = Lookup.of(request, services.store().lookup(key));
    StoredResponse selected = lookup.selected;
    Outcome outcome = Outcome.FORWARD;
    String reason;
    if (selected == null && LookupPhase.isBelow(services, key, request, lookup)) {
      outcome = Outcome.DISK;
      reason = "it is not in memory; the disk has it, and whether it can be used is seen then";
    } else if (selected == null) {
      if (Reuse.isGatewayTimeoutOnMiss(lookup.wants, rule.cache().semantics())) {
        outcome = Outcome.EDGE;
        reason = "nothing is stored for the key, and the request says only-if-cached";
      } else {
        reason = missing(site, rule, key, lookup);
        outcome = isBeingFetched(key) ? Outcome.COLLAPSE : Outcome.FORWARD;
      }
    } else if (LookupPhase.isForOriginToJudge(request.fields())) {
      reason = "the request has a condition that only the origin can judge";
    } else if (!RangeRequest.isAnswerable(request, selected, snapshot.limits().ranges())) {
      reason = "only other ranges of the content are stored";
    } else {
      Reuse reuse =
          Reuse.decide(
              lookup.wants, LookupPhase.freshness(selected, now), now, rule.cache().semantics());
      outcome = outcome(reuse, selected);
      reason = reason(reuse, selected);
    }
    return new Explanation(site, rule, key, selected, outcome, reason + conditions(rule));
  }

  private String missing(Site site, Rule rule, CacheKey key, Lookup lookup) {
    if (isBeingFetched(key)) {
      return "another request is fetching it now";
    }
    if (services.uncacheable().contains(key)) {
      return "nothing is stored for the key: the last response could not be";
    }
    return lookup.all.isEmpty()
        ? "nothing is stored for the key" + otherPort(site, rule)
        : "what is stored for the key is for other values of "
            + String.join(", ", lookup.all.getFirst().head().vary().names());
  }

  /** That there is something for the host without its port, which is another URL. */
  private String otherPort(Site site, Rule rule) {
    String authority = request.authority();
    if (authority.equals(request.host())) {
      return "";
    }
    Request without = request.copy().authority(request.host());
    boolean stored = !services.store().lookup(KeyBuilder.of(site, rule.key(), without)).isEmpty();
    return stored
        ? "; there is for the host %s, which is another one than %s"
            .formatted(request.host(), authority)
        : "";
  }

  private boolean isBeingFetched(CacheKey key) {
    Fill fill = services.fills().findShared(key, stored -> true);
    return fill != null;
  }

  private static Outcome outcome(Reuse reuse, StoredResponse stored) {
    return switch (reuse.action()) {
      case SERVE -> Outcome.HIT;
      case SERVE_AND_VALIDATE -> Outcome.STALE_HIT;
      case VALIDATE -> stored.head().validators().isPresent() ? Outcome.VALIDATE : Outcome.FORWARD;
      case GATEWAY_TIMEOUT -> Outcome.EDGE;
    };
  }

  private static String reason(Reuse reuse, StoredResponse stored) {
    return switch (reuse) {
      case FRESH -> "it is stored and fresh";
      case MAX_STALE -> "it is stored and stale, and the request takes it so (max-stale)";
      case STALE_WHILE_REVALIDATE ->
          "it is stored and stale, and may be served so while it is validated";
      case STALE ->
          stored.isSoftPurged() ? "it is stored and was softly purged" : "it is stored, but stale";
      case ALWAYS_VALIDATE -> "it is stored, but must be validated before each use (no-cache)";
      case REQUEST_NO_CACHE -> "it is stored, but the request wants it validated (no-cache)";
      case REQUEST_MAX_AGE -> "it is stored, but older than the request takes it (max-age)";
      case REQUEST_MIN_FRESH ->
          "it is stored, but will not be fresh for as long as the request wants (min-fresh)";
      case ONLY_IF_CACHED ->
          "it is stored, but cannot be used as it is, and the request says only-if-cached";
    };
  }

  /** What decides before all that, and is not asked here. */
  private static String conditions(Rule rule) {
    HandlerSpec handler = rule.hooks().viewerRequest();
    return guards(rule.guards())
        + (handler == null
            ? ""
            : "; if the handler %s lets the request go on as it is".formatted(handler.id()));
  }

  private static String guards(Guards guards) {
    List<String> names = new ArrayList<>();
    add(names, guards.access(), "address");
    add(names, guards.rateLimit(), "rate");
    add(names, guards.signedUrls(), "signature");
    add(names, guards.basicAuth(), "password");
    return names.isEmpty() ? "" : "; if the viewer passes the rule's guards: " + names;
  }

  private static void add(List<String> names, @Nullable Object guard, String name) {
    if (guard != null) {
      names.add(name);
    }
  }
}
