package dev.skerry.origin.engine.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranges that were read whole, by their groups, and are there only while no key of the group can
 * have been written; the reasons are {@link CachedEngine}'s. Any thread.
 */
final class Groups {
  /** Ranges of more rows or octets are not held. */
  private static final int MOST_ROWS = 64;

  private static final int MOST_BYTES = 64 << 10;

  /** So many ranges are held of a group; the one that was read first goes. */
  private static final int MOST_RANGES = 4;

  private final Grouping grouping;
  private final Marks marks;
  private final Cache<Key, List<Held>> groups;

  Groups(Grouping grouping, Marks marks, long bytes) {
    this.grouping = grouping;
    this.marks = marks;
    this.groups =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .<Key, List<Held>>weigher((group, held) -> weight(held))
            .executor(Runnable::run)
            .build();
  }

  private static int weight(List<Held> held) {
    int weight = 0;
    for (Held each : held) {
      weight += each.weight();
    }
    return weight;
  }

  /** The group of a range, or null. */
  @Nullable Key of(Range range) {
    return grouping.of(range);
  }

  /** The group of a key, or null. */
  @Nullable Key of(Key key) {
    return grouping.of(key);
  }

  /** What is held of exactly this range; null for nothing. */
  @Nullable Held find(Key group, Range range) {
    List<Held> held = groups.getIfPresent(group);
    if (held != null) {
      for (Held each : held) {
        if (each.range().equals(range)) {
          return each;
        }
      }
    }
    return null;
  }

  /** Whether it has been held all the time since it was found. */
  @SuppressWarnings("ReferenceEquality") // an equal one may have been put there since
  boolean stillHolds(Held found) {
    List<Held> held = groups.policy().getIfPresentQuietly(found.group());
    if (held != null) {
      for (Held each : held) {
        if (each == found) {
          return true;
        }
      }
    }
    return false;
  }

  /** The state of a group's mark, to be taken before what is read of it. */
  long state(Key group) {
    return marks.state(Marks.part(group));
  }

  /** Holds what was read of a group after its mark was in that state, if it still is. */
  void keep(Key group, Scan scan, Rows found, long state) {
    if (!Marks.hasWriters(state) && isWorthIt(found)) {
      List<Row> rows = scan.reversed() ? found.rows().reversed() : found.rows();
      Held held = new Held(group, scan.range(), rows);
      groups
          .asMap()
          .compute(group, (name, before) -> state(group) == state ? with(before, held) : null);
    }
  }

  private static boolean isWorthIt(Rows found) {
    if (!found.complete() || found.rows().size() > MOST_ROWS) {
      return false;
    }
    long bytes = 0;
    for (Row row : found.rows()) {
      bytes += Held.bytes(row);
    }
    return bytes <= MOST_BYTES;
  }

  private static List<Held> with(@Nullable List<Held> before, Held held) {
    List<Held> all = new ArrayList<>();
    if (before != null) {
      before.stream().filter(each -> !each.range().equals(held.range())).forEach(all::add);
    }
    all.add(held);
    return List.copyOf(all.subList(Math.max(0, all.size() - MOST_RANGES), all.size()));
  }

  long bytes() {
    return groups.policy().eviction().map(each -> each.weightedSize().orElse(0)).orElse(0L);
  }

  /** Forgets a group, whose mark has been made. */
  void forget(Key group) {
    groups.invalidate(group);
  }

  /** Forgets all groups that have keys of a range, when all marks have been made. */
  void forget(Range range) {
    groups.asMap().keySet().removeIf(group -> Range.prefix(group).meets(range));
  }
}
