package dev.skerry.edge.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All stored responses of one key, newest first: one for each variant that was selected (RFC 9111
 * §4.1). Immutable; the index replaces the whole.
 */
final class Variants {
  private static final int OWN_WEIGHT = 128;

  private final List<StoredResponse> newestFirst;
  private final long weight;

  private Variants(List<StoredResponse> newestFirst) {
    this.newestFirst = List.copyOf(newestFirst);
    long sum = (long) OWN_WEIGHT + newestFirst.getFirst().key().weight();
    for (StoredResponse stored : newestFirst) {
      sum += stored.weight();
    }
    this.weight = sum;
  }

  static Variants of(StoredResponse stored) {
    return new Variants(List.of(stored));
  }

  List<StoredResponse> newestFirst() {
    return newestFirst;
  }

  /** Bytes, all overhead included. */
  long weight() {
    return weight;
  }

  /**
   * These with one more, which takes the place of the one it {@linkplain StoredResponse#replaces
   * replaces}; the oldest beyond {@code limit} go.
   */
  Variants with(StoredResponse added, int limit, List<StoredResponse> dropped) {
    List<StoredResponse> kept = new ArrayList<>(newestFirst.size() + 1);
    kept.add(added);
    for (StoredResponse old : newestFirst) {
      if (old == added) {
        continue;
      }
      if (added.replaces(old) || kept.size() >= limit) {
        dropped.add(old);
      } else {
        kept.add(old);
      }
    }
    return new Variants(kept);
  }

  /** These without one, or null if none is left. */
  @Nullable Variants without(StoredResponse removed) {
    List<StoredResponse> kept = newestFirst.stream().filter(stored -> stored != removed).toList();
    return kept.isEmpty() ? null : new Variants(kept);
  }
}
