package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.semantics.Invalidation;
import dev.skerry.edge.semantics.UriReference;
import dev.skerry.http.Request;
import dev.skerry.http.Response;

/**
 * Looks at the head of the origin's response: a failure in whose place something stale may be
 * served, a confirmation of what is stored, or a new response, which store then decides about.
 */
final class OriginResponsePhase {
  private OriginResponsePhase() {}

  static void run(Fetch fetch, Response response, boolean hasContent) {
    FetchPlan plan = fetch.plan;
    invalidate(fetch, response);
    if (isFailure(response.status()) && fetch.mayServeStale()) {
      fetch.standAside(
          ProxyError.of(
              ProxyError.Type.DESTINATION_UNAVAILABLE, "the origin answered " + response.status()));
    } else if (response.status() == 304 && !plan.validating().isEmpty()) {
      notModified(fetch, response);
    } else if (plan.completing() != null && response.status() == 206) {
      Completing.run(fetch, response, hasContent);
    } else {
      if (plan.key() != null && plan.asked().method().equals("HEAD")) {
        Freshen.byHead(fetch, response);
      }
      StorePhase.run(fetch, response, hasContent);
    }
  }

  private static void notModified(Fetch fetch, Response response) {
    Freshen.Confirmed confirmed = Freshen.byNotModified(fetch, response);
    if (confirmed == null) {
      fetch.refetchWhole();
    } else {
      fetch.validated(confirmed.stored());
      if (!confirmed.kept()) {
        confirmed.stored().release();
      }
    }
  }

  /** A successful unsafe request makes what is stored of its targets untrue (RFC 9111 §4.4). */
  private static void invalidate(Fetch fetch, Response response) {
    FetchPlan plan = fetch.plan;
    for (UriReference target : Invalidation.targets(plan.asked(), response)) {
      String path = NormalPath.of(target.path());
      if (path != null) {
        forget(fetch, plan.asked().copy().path(path).query(target.query()));
      }
    }
  }

  private static void forget(Fetch fetch, Request target) {
    Site site = fetch.plan.site();
    CacheKey key =
        KeyBuilder.of(
            site, RuleFinder.rule(site, target.path()).key(), target, fetch.plan.directions());
    fetch.services.fills().invalidateAllBut(fetch.plan.fill(), key);
    fetch.services.store().removeAll(key);
    fetch.services.uncacheable().forget(key);
  }

  /** Whether the status stands for an origin that failed (RFC 5861 §4). */
  private static boolean isFailure(int status) {
    return status == 500 || status == 502 || status == 503 || status == 504;
  }
}
