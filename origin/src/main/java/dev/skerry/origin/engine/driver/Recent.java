package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the last commits wrote, in order, so that what a transaction read can be checked against all
 * that came after its beginning.
 *
 * <p>Goes back to the oldest transaction under way, but not beyond its bound: transactions that
 * began before what is known have met a conflict. For the committer alone.
 */
public final class Recent {
  /**
   * What an entry costs beside its octets: map entry, key, array, stamp, place in a commit's list.
   */
  private static final int ENTRY_BYTES = 144;

  private final int maxBytes;

  /** The last commit that wrote a key. */
  private final TreeMap<Key, Long> written = new TreeMap<>();

  /** Ranges removed, the oldest first. */
  private final Deque<Removed> removed = new ArrayDeque<>();

  private final Deque<Commit> commits = new ArrayDeque<>();
  private long bytes;
  private long horizon;

  private record Removed(long stamp, Range range) {}

  private record Commit(long stamp, List<Key> keys, int bytes) {}

  /**
   * Knows the commits after one.
   *
   * @param maxBytes of memory, beyond which the oldest are forgotten
   * @param horizon the stamp of that one
   */
  public Recent(int maxBytes, long horizon) {
    this.maxBytes = maxBytes;
    this.horizon = horizon;
  }

  /**
   * Why a transaction cannot be committed that began after a commit and read this; null if it can.
   */
  public @Nullable String conflict(long began, ReadSet reads) {
    if (reads.keys().isEmpty() && reads.ranges().isEmpty()) {
      return null;
    }
    if (began < horizon) {
      return "too many commits since it began: commit "
          + began
          + " is before "
          + horizon
          + ", up to which they are forgotten";
    }
    if (commits.isEmpty() || commits.getLast().stamp <= began) {
      return null;
    }
    for (Key key : reads.keys()) {
      Long stamp = written.get(key);
      if ((stamp != null && stamp > began) || isRemoved(began, key)) {
        return "the key " + key + ", which it read, has been written since";
      }
    }
    for (Range range : reads.ranges()) {
      Key key = writtenIn(began, range);
      if (key != null) {
        return "the key "
            + key
            + " in the range "
            + range
            + ", which it read, has been written since";
      }
    }
    return null;
  }

  private boolean isRemoved(long began, Key key) {
    for (Removed gone : removed) {
      if (gone.stamp > began && gone.range.contains(key)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Key writtenIn(long began, Range range) {
    for (Removed gone : removed) {
      if (gone.stamp > began && gone.range.meets(range)) {
        return gone.range.from();
      }
    }
    for (Map.Entry<Key, Long> entry : written.subMap(range.from(), range.to()).entrySet()) {
      if (entry.getValue() > began) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** Notes a commit, the newest. */
  public void add(long stamp, WriteSet writes) {
    add(stamp, writes.rows().keySet(), writes.removed());
  }

  /** Notes a commit, the newest, by the keys that it wrote and the ranges that it removed. */
  public void add(long stamp, Collection<Key> rows, Collection<Range> ranges) {
    List<Key> keys = new ArrayList<>(rows.size());
    int size = 0;
    for (Key key : rows) {
      written.put(key, stamp);
      keys.add(key);
      size += key.length() + ENTRY_BYTES;
    }
    for (Range range : ranges) {
      removed.add(new Removed(stamp, range));
      size += 2 * Limits.KEY_BYTES;
    }
    commits.add(new Commit(stamp, keys, size));
    bytes += size;
    while (bytes > maxBytes) {
      horizon = forgetFirst();
    }
  }

  /** Forgets the commits up to one, for nobody is under way who began before. */
  public void forget(long upTo) {
    while (!commits.isEmpty() && commits.getFirst().stamp <= upTo) {
      horizon = Math.max(horizon, forgetFirst());
    }
  }

  private long forgetFirst() {
    Commit first = commits.removeFirst();
    for (Key key : first.keys) {
      written.remove(key, first.stamp);
    }
    while (!removed.isEmpty() && removed.getFirst().stamp <= first.stamp) {
      removed.removeFirst();
    }
    bytes -= first.bytes;
    return first.stamp;
  }
}
