package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.config.CachePolicy;
import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.semantics.Invalidation;
import dev.skerry.edge.semantics.UriReference;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the head of the origin's response: a failure in whose place something stale may be
 * served, a confirmation of what is stored, or a new response, which store then decides about.
 */
final class OriginResponsePhase {
  private static final Logger log = LoggerFactory.getLogger(OriginResponsePhase.class);

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
      if (fetch.tags.ofRead().isEmpty()) {
        Completing.run(fetch, response, hasContent);
      } else {
        fetch.refetchWhole(); // the part that is stored was made of something else
      }
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
    Rule rule = RuleFinder.rule(site, target.path());
    CacheKey key = KeyBuilder.of(site, rule.key(), target, fetch.plan.directions());
    fetch.services.fills().invalidateAllBut(fetch.plan.fill(), key);
    fetch.services.store().removeAll(key);
    fetch.services.uncacheable().forget(key);
    if (rule.hooks().viewerRequest() != null && rule.cache().mode() != CachePolicy.Mode.BYPASS) {
      purge(fetch, key);
    }
  }

  /**
   * Purges the URL: a handler may have told its responses apart by more than this request has, so
   * nobody knows all their keys. It holds at once; a worker writes it down.
   */
  private static void purge(Fetch fetch, CacheKey key) {
    PurgeTable purges = fetch.services.purges();
    if (purges.invalidate(key.site(), key.url())) {
      fetch.services.workers().execute(() -> keep(purges));
    }
  }

  private static void keep(PurgeTable purges) {
    try {
      purges.sync();
    } catch (IOException e) {
      log.warn("what a request has changed may be served again after a restart", e);
    }
  }

  /** Whether the status stands for an origin that failed (RFC 5861 §4). */
  private static boolean isFailure(int status) {
    return status == 500 || status == 502 || status == 503 || status == 504;
  }
}
