package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Fills;
import dev.skerry.edge.cache.StoredResponse;
import java.util.concurrent.TimeUnit;

/**
 * Validates a stored response that is served stale meanwhile (RFC 5861 §3): a fetch without a
 * leader, one at a time for each variant.
 */
final class BackgroundValidation {
  private BackgroundValidation() {}

  static void start(Exchange x, StoredResponse stale) {
    Fills.Place place =
        x.services
            .fills()
            .joinOrLead(
                stale.key(),
                stale.head().variant(),
                other -> other.head().isSelectedBy(x.request.fields()),
                System.nanoTime(),
                TimeUnit.MILLISECONDS.toNanos(x.rule().cache().collapse().leaderMs()));
    if (place.leads()) {
      OriginRequestPhase.inBackground(x, stale, place.fill());
    }
  }
}
