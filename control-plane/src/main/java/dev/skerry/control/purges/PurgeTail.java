package dev.skerry.control.purges;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest purges in memory, for edges that follow closely: all that are above one number and up
 * to another. Bounded by count and by octets; what is older is on the engine. Guarded by itself.
 */
final class PurgeTail {
  static final int PURGES_MAX = 10_000;
  static final long BYTES_MAX = 16L << 20;

  private record Kept(LoggedPurge logged, int bytes) {}

  private final NavigableMap<Long, Kept> kept = new TreeMap<>();
  private long above;
  private long bytes;

  /** An empty one, for what comes after a number. */
  PurgeTail(long above) {
    this.above = above;
  }

  /**
   * Takes a purge above all that it has.
   *
   * @param size of it, octets
   */
  synchronized void add(LoggedPurge logged, int size) {
    kept.put(logged.sequence(), new Kept(logged, size));
    bytes += size;
    while (kept.size() > PURGES_MAX || (bytes > BYTES_MAX && kept.size() > 1)) {
      var oldest = kept.pollFirstEntry();
      above = oldest.getKey();
      bytes -= oldest.getValue().bytes();
    }
  }

  /**
   * The purges after a number, from the lowest; null when some of them may not be here any more.
   */
  synchronized @Nullable List<LoggedPurge> after(long sequence, int most) {
    if (sequence < above) {
      return null;
    }
    List<LoggedPurge> found = new ArrayList<>();
    for (Kept next : kept.tailMap(sequence, false).values()) {
      if (found.size() == most) {
        break;
      }
      found.add(next.logged());
    }
    return found;
  }
}
