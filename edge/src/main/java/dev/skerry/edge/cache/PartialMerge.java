package dev.skerry.edge.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores a part of a representation: combined with the parts that are stored already if both have
 * the same strong validator (RFC 9111 §3.4), else in their place. A complete response of the same
 * representation stays.
 */
public final class PartialMerge {
  /** More pieces than this of one representation are not kept: the oldest go. */
  private static final int MAX_SEGMENTS = 64;

  private PartialMerge() {}

  public static void put(ResponseStore store, StoredResponse part) {
    StoredResponse old = sameVariant(store, part);
    if (old == null || !old.head().validators().sameStrong(part.head().validators())) {
      store.put(part);
      return;
    }
    if (!old.isPartial() || old.totalLength() != part.totalLength()) {
      part.release();
      return;
    }
    List<Segment> segments = combined(old.segments(), part.segments().getFirst());
    StoredResponse merged =
        StoredResponse.make(part.head(), segments, part.totalLength(), List.of());
    // The older part's ticket goes with it. Every purge since its fetch has been looked for by the
    // check
    // below; a newer one finds the newer part's ticket.
    if (merged == null || !store.isUsable(old)) {
      if (merged != null) {
        merged.releaseContents();
      }
      store.put(part);
      return;
    }
    store.put(merged);
    part.releaseContents();
  }

  private static @Nullable StoredResponse sameVariant(ResponseStore store, StoredResponse part) {
    for (StoredResponse old : store.lookup(part.key())) {
      if (old.head().vary().equals(part.head().vary())
          && old.head().variant().equals(part.head().variant())) {
        return old;
      }
    }
    return null;
  }

  /**
   * The pieces without those that another one covers, ascending. Pieces may overlap or touch; they
   * stay as they are, and a range is read from as many as it needs.
   */
  public static List<Segment> combined(List<Segment> old, Segment added) {
    List<Segment> kept = new ArrayList<>(old.size() + 1);
    for (Segment segment : old) {
      boolean covered = added.start() <= segment.start() && segment.end() <= added.end();
      if (!covered && kept.size() < MAX_SEGMENTS - 1) {
        kept.add(segment);
      }
    }
    boolean covered =
        kept.stream().anyMatch(s -> s.start() <= added.start() && added.end() <= s.end());
    if (!covered) {
      kept.add(added);
    }
    kept.sort(Comparator.comparingLong(Segment::start));
    return kept;
  }
}
