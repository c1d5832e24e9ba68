package dev.skerry.edge.purge;

/** What the purges say of a stored response, from the mildest to the hardest. */
public enum PurgeState {
  /** No purge matches it: use it as if there were none. */
  NONE,
  /** Softly purged: it counts as stale, whatever its freshness lifetime, but may be validated. */
  SOFT,
  /** Purged: it must not be used again for anything, not even to be validated or merged. */
  HARD;

  PurgeState or(PurgeState other) {
    return other.compareTo(this) > 0 ? other : this;
  }
}
