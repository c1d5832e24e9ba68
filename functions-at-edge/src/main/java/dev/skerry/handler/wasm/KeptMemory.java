package dev.skerry.handler.wasm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The memory that guests keep between calls: those of one module, and those of all together. Where
 * there is no room left, a module that keeps more gives up for one that keeps less, so that none
 * that came first leaves nothing for others; the guest that has waited longest goes first. Guests
 * whose place nobody has any more do not count. Safe for any thread.
 */
final class KeptMemory {
  private static final int PART_OF_HEAP = 8;
  private static final long MOST_OF_ONE = 64L << 20;

  /** That of all modules of the process. */
  static final KeptMemory OF_PROCESS =
      new KeptMemory(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, MOST_OF_ONE);

  private final long most;
  private final long mostOfOne;

  // guarded by this
  private final Map<GuestPlace, Long> octets = new WeakHashMap<>();

  /** One module, to tell its guests from those of others. */
  static final class Share {}

  /**
   * Keeps nothing yet.
   *
   * @param most octets of all modules together
   * @param mostOfOne octets of one module
   */
  KeptMemory(long most, long mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /**
   * Whether a guest may be kept in a place, which counts from now on, in place of what it counted
   * before.
   *
   * @param wanted the octets that the guest takes at most between two calls
   */
  synchronized boolean admit(GuestPlace place, long wanted) {
    octets.remove(place);
    long own = totals().getOrDefault(place.share(), 0L) + wanted;
    List<GuestPlace> leaving = own > mostOfOne ? null : leaving(own, used() + wanted - most);
    if (leaving == null) {
      place.admitted(0);
      return false;
    }
    for (GuestPlace each : leaving) {
      octets.remove(each);
      each.admitted(0);
    }
    octets.put(place, wanted);
    place.admitted(wanted);
    return true;
  }

  /** Nothing is kept in a place any more. */
  synchronized void leave(GuestPlace place) {
    octets.remove(place);
    place.admitted(0);
  }

  /** The octets of all. */
  synchronized long used() {
    return octets.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The places that give up so many octets.
   *
   * @param own what the module keeps for which they do: only those that keep more give up
   * @return null if they cannot
   */
  private @Nullable List<GuestPlace> leaving(long own, long needed) {
    Map<KeptMemory.Share, Long> totals = totals();
    List<GuestPlace> leaving = new ArrayList<>();
    List<GuestPlace> staying = new ArrayList<>(octets.keySet());
    for (long missing = needed; missing > 0; ) {
      GuestPlace next =
          staying.stream()
              .filter(place -> totals.getOrDefault(place.share(), 0L) > own)
              .min(
                  Comparator.comparingLong(
                          (GuestPlace place) -> -totals.getOrDefault(place.share(), 0L))
                      .thenComparing(GuestPlace::since, (one, other) -> Long.signum(one - other)))
              .orElse(null);
      if (next == null) {
        return null;
      }
      long freed = octets.getOrDefault(next, 0L);
      missing -= freed;
      totals.merge(next.share(), -freed, Long::sum);
      staying.remove(next);
      leaving.add(next);
    }
    return leaving;
  }

  private Map<Share, Long> totals() {
    Map<Share, Long> totals = new HashMap<>();
    octets.forEach((place, each) -> totals.merge(place.share(), each, Long::sum));
    return totals;
  }
}
