package dev.skerry.edge.purge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The purges that are in force but not yet in the {@linkplain PurgeJournal journal}, from the
 * oldest to the newest; bounded. Under the table's lock.
 */
final class UnwrittenPurges {
  /** The most that waits, in bytes of the journal; beyond, the journal is written anew. */
  static final int MAX_BYTES = 4 << 20;

  /** A URL that a request has changed: only the newest of its purges counts. */
  private record Changed(@Nullable String site, List<Selector> selectors) {}

  private final Map<Object, List<byte[]>> entries = new LinkedHashMap<>();
  private int bytes;
  private boolean overfull;
  private boolean awaited;

  /** Adds a purge, and where the followed numbering stands with it, if it is of that. */
  void add(Purge purge, @Nullable Position follows) {
    byte[] entry = PurgeCodec.write(purge);
    // After the purge: where the end is torn off, the purge is told once more and not missed.
    put(purge, follows == null ? List.of(entry) : List.of(entry, follows.write()));
  }

  /**
   * Adds what a request has changed, in place of an earlier one of the same.
   *
   * @return whether nobody has been asked yet, by the answer true, to have it written
   */
  boolean addChanged(Purge purge) {
    put(new Changed(purge.site(), purge.selectors()), List.of(PurgeCodec.write(purge)));
    boolean first = !awaited;
    awaited = true;
    return first;
  }

  private void put(Object key, List<byte[]> written) {
    if (overfull) {
      return;
    }
    bytes -= length(entries.remove(key));
    bytes += length(written);
    entries.put(key, written);
    if (bytes > MAX_BYTES) {
      entries.clear();
      bytes = 0;
      overfull = true;
    }
  }

  private static int length(@Nullable List<byte[]> written) {
    int sum = 0;
    if (written != null) {
      for (byte[] entry : written) {
        sum += entry.length;
      }
    }
    return sum;
  }

  /** Whether some were dropped: only all that is remembered has them. */
  boolean isOverfull() {
    return overfull;
  }

  /** Takes all out. */
  List<byte[]> take() {
    List<byte[]> all = new ArrayList<>(entries.size());
    entries.values().forEach(all::addAll);
    entries.clear();
    bytes = 0;
    overfull = false;
    awaited = false;
    return all;
  }
}
