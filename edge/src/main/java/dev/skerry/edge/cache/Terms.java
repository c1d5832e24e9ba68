package dev.skerry.edge.cache;

import dev.skerry.edge.semantics.Freshness;

/**
 * What of a {@link Freshness} is the same for many responses of one site, kept once for all that
 * have it.
 */
record Terms(
    long lifetimeMillis,
    long whileRevalidateMillis,
    long ifErrorMillis,
    Freshness.Source source,
    Freshness.Staleness staleness) {
  private static final Shared<Terms> SHARED = new Shared<>();

  static Terms of(Freshness freshness) {
    return SHARED.of(
        new Terms(
            freshness.lifetimeMillis(),
            freshness.whileRevalidateMillis(),
            freshness.ifErrorMillis(),
            freshness.source(),
            freshness.staleness()));
  }

  Freshness freshness(long responseMillis, long initialAgeMillis) {
    return new Freshness(
        responseMillis,
        initialAgeMillis,
        lifetimeMillis,
        whileRevalidateMillis,
        ifErrorMillis,
        source,
        staleness);
  }
}
