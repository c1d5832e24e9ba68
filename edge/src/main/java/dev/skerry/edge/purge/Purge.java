package dev.skerry.edge.purge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One purge that was ordered: a number, and what it is about.
 *
 * @param sequence its number, above 0; greater than that of every purge before it
 * @param atMillis when it was ordered, milliseconds since the epoch; ages in expressions are those
 *     of this moment
 * @param site the only site it touches, or null for all
 * @param selectors a stored response is purged if one of them selects it; at least one
 * @param soft whether what it selects becomes stale instead of unusable
 */
public record Purge(
    long sequence, long atMillis, @Nullable String site, List<Selector> selectors, boolean soft) {
  public Purge {
    if (sequence <= 0) {
      throw new IllegalArgumentException("sequence: expected a number above 0, got " + sequence);
    }
    if (selectors.isEmpty()) {
      throw new IllegalArgumentException("selectors: expected at least one");
    }
    selectors = List.copyOf(selectors);
  }

  /**
   * Whether it is about a stored response, whenever that was fetched; for a dry run, which counts
   * what a purge would select.
   */
  public boolean selects(Purgeable stored) {
    if (site != null && !site.equals(stored.site())) {
      return false;
    }
    for (Selector selector : selectors) {
      if (selector.selects(stored, atMillis)) {
        return true;
      }
    }
    return false;
  }
}
