package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.semantics.Freshness;

/**
 * Whether a response may answer others than the one whose request brought it, without validation.
 */
final class Shareability {
  private Shareability() {}

  static boolean isShareable(StoredResponse stored, long now) {
    Freshness freshness = stored.head().freshness();
    return freshness.staleness() != Freshness.Staleness.ALWAYS_VALIDATE && freshness.isFresh(now);
  }
}
