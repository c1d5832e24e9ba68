package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Range;
import java.util.List;

/**
 * What is kept in memory.
 *
 * @param rows the keys whose rows are kept when they have been read by themselves; ranges in them
 *     should seldom be removed, for each removal of a range looks at all that is kept
 * @param byAll those of which transactions and snapshots put in memory what they miss there, which
 *     costs them a second read: for the few rows that nearly everybody reads
 * @param groups of keys of which whole small ranges are kept when they have been read
 * @param bytes what all of it may take, about
 */
public record Keeping(List<Range> rows, List<Range> byAll, Grouping groups, long bytes) {
  /** Keeps copies. */
  public Keeping {
    rows = List.copyOf(rows);
    byAll = List.copyOf(byAll);
  }
}
