package dev.skerry.edge.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Combines parts of one representation (RFC 9111 §3.4). */
public final class PartialMerge {
  /** More pieces than this of one representation are not kept: the oldest go. */
  private static final int MAX_SEGMENTS = 64;

  private PartialMerge() {}

  /**
   * What is to be stored where a part has come.
   *
   * @param old what is stored of the same variant; null if nothing
   * @param usable whether no purge has hit it
   * @return the part itself, a new response that holds both under the part's head, or null where
   *     the old one is to stay
   */
  static @Nullable StoredResponse of(
      @Nullable StoredResponse old, StoredResponse part, Predicate<StoredResponse> usable) {
    if (old == null || !old.head().validators().sameStrong(part.head().validators())) {
      return part;
    }
    if (!old.isPartial() || old.totalLength() != part.totalLength()) {
      return null;
    }
    // The older part's ticket goes with it: every purge since its fetch is looked for here, and a
    // newer one finds the newer part's ticket.
    if (!usable.test(old)) {
      return part;
    }
    List<Segment> segments = combined(old.segments(), part.segments().getFirst());
    StoredResponse merged =
        StoredResponse.make(part.head(), segments, part.totalLength(), List.of());
    return merged == null ? part : merged;
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
