package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Position;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first changes of a page of the feed, added up: as many of them as one transaction takes,
 * which writes the rows of tables and of item collections and has read them before.
 */
final class CountSums {
  /** Octets of a transaction; the other half is for what is read again and for the engine. */
  private static final long BYTES = Limits.TRANSACTION_BYTES / 2;

  /** The row of a table's counts with those of its indexes. */
  private static final int TABLE_BYTES = 4 << 10;

  private final Map<Long, CountChange> sums = new LinkedHashMap<>();
  private final Position next;
  private final boolean all;

  private CountSums(FeedPage page) {
    long bytes = 0;
    Position reached = null;
    boolean whole = true;
    for (Entry entry : page.entries()) {
      CountChange change = CountChange.decode(entry.octets());
      bytes += cost(change);
      if (bytes > BYTES && reached != null) {
        whole = false;
        break;
      }
      sums.computeIfAbsent(change.table(), CountChange::of).add(change);
      reached = entry.position();
    }
    all = whole;
    next = whole || reached == null ? page.next() : reached;
  }

  /** Adds up a page. */
  static CountSums of(FeedPage page) {
    return new CountSums(page);
  }

  /** By how much the rows grow which one transaction touches for the changes so far. */
  private long cost(CountChange change) {
    CountChange sum = sums.get(change.table());
    long bytes = sum == null ? TABLE_BYTES : 0;
    for (Key row : change.collections().keySet()) {
      if (sum == null || !sum.collections().containsKey(row)) {
        bytes += 2L * (row.length() + Limits.ENTRY_BYTES) + Long.BYTES;
      }
    }
    return bytes;
  }

  /** The sums, one of each table. */
  Collection<CountChange> sums() {
    return sums.values();
  }

  /** Where the changes begin that are not in it. */
  Position next() {
    return next;
  }

  /** Whether all changes of the page are in it. */
  boolean all() {
    return all;
  }
}
