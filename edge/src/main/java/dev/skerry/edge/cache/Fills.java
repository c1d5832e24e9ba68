package dev.skerry.edge.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fills under way, by key: where requests for the same thing are collapsed into one.
 *
 * <p>A request joins a fill whose response selects it, or, while the head is awaited, one whose
 * leader asked with the same selecting values. Bounded by the number of exchanges. Safe for any
 * thread: the fills of one key are looked at and changed under the map's lock for that key.
 */
public final class Fills {
  /**
   * Where a request belongs.
   *
   * @param fill the fill it joined or leads
   * @param leads whether it must do the fetch
   */
  public record Place(Fill fill, boolean leads) {}

  /** A fill with its key, its place in the map, and the head that it brings, about. */
  private static final int BYTES_EACH = 1024;

  private final ConcurrentHashMap<CacheKey, Fill> rings = new ConcurrentHashMap<>();
  private final LongAdder underWay = new LongAdder();
  private final int maxWaiters;

  /** Lets at most so many requests wait for one fill. */
  public Fills(int maxWaiters) {
    this.maxWaiters = maxWaiters;
  }

  /**
   * Joins a fill under way, or begins one and leads it; atomically.
   *
   * @param variant the request's selecting values, as far as the selecting fields are known
   * @param usable whether a response whose head has come answers the request
   * @param leaderNanos how long others may join while the head is awaited
   */
  public Place joinOrLead(
      CacheKey key,
      String variant,
      Predicate<StoredResponse> usable,
      long nanoTime,
      long leaderNanos) {
    Place[] place = new Place[1];
    rings.compute(
        key,
        (k, first) -> {
          Fill joined = find(first, variant, usable, nanoTime);
          if (joined != null) {
            place[0] = new Place(joined, false);
            return first;
          }
          Fill led = new Fill(key, variant, nanoTime + leaderNanos, maxWaiters);
          place[0] = new Place(led, true);
          return begun(first, led);
        });
    return place[0];
  }

  /** Begins a fill that nobody waits for while its head is awaited. */
  public Fill alone(CacheKey key) {
    Fill alone = new Fill(key, "", 0, 0);
    alone.alone = true;
    rings.compute(key, (k, first) -> begun(first, alone));
    return alone;
  }

  private Fill begun(@Nullable Fill first, Fill fill) {
    underWay.increment();
    return FillRing.with(first, fill);
  }

  /**
   * Says that what is stored under a key has been changed: fills under way do not count any more,
   * but for the one of the request that changed it.
   */
  public void invalidateAllBut(@Nullable Fill own, CacheKey key) {
    rings.computeIfPresent(
        key,
        (k, first) -> {
          FillRing.forEach(
              first,
              fill -> {
                if (fill != own) {
                  fill.invalidate();
                }
              });
          return first;
        });
  }

  /** A fill whose response has come and answers the request, or null. */
  public @Nullable Fill findShared(CacheKey key, Predicate<StoredResponse> usable) {
    if (!rings.containsKey(key)) {
      return null;
    }
    Fill[] found = new Fill[1];
    rings.computeIfPresent(
        key,
        (k, first) -> {
          found[0] = find(first, fill -> isShared(fill, usable));
          return first;
        });
    return found[0];
  }

  private static boolean isShared(Fill fill, Predicate<StoredResponse> usable) {
    StoredResponse shared = fill.shared();
    return shared != null && usable.test(shared);
  }

  /** A response of that key whose head has come, to learn the selecting fields from; or null. */
  public @Nullable StoredResponse anyShared(CacheKey key) {
    Fill fill = findShared(key, stored -> true);
    return fill == null ? null : fill.shared();
  }

  /**
   * Makes the outcome known. A fill that is not shared is over with that; a shared one with {@link
   * #end}.
   */
  public void resolve(Fill fill, Fill.Outcome outcome) {
    if (!(outcome instanceof Fill.Outcome.Shared)) {
      end(fill);
    } else if (fill.alone) {
      rings.computeIfPresent(fill.key(), (k, first) -> joinable(first, fill));
    }
    fill.resolve(outcome);
  }

  /** Lets others join a fill that was alone, unless it has ended. */
  private static Fill joinable(Fill first, Fill fill) {
    if (fill.next == null) {
      return first;
    }
    Fill rest = FillRing.without(first, fill);
    fill.alone = false;
    return FillRing.with(rest, fill);
  }

  /** Forgets a fill: nobody joins it any more. */
  public void end(Fill fill) {
    rings.computeIfPresent(fill.key(), (k, first) -> ended(first, fill));
  }

  private @Nullable Fill ended(Fill first, Fill fill) {
    if (fill.next != null) {
      underWay.decrement();
    }
    return FillRing.without(first, fill);
  }

  /**
   * The memory that they take, in bytes, about. Their content is counted where it has its blocks;
   * those who wait are exchanges, and not the cache's.
   */
  public long bytes() {
    return underWay.sum() * BYTES_EACH;
  }

  /** Keys for which a fill is under way. */
  public int size() {
    return rings.size();
  }

  private static @Nullable Fill find(
      @Nullable Fill first, String variant, Predicate<StoredResponse> usable, long nanoTime) {
    return find(
        first,
        fill -> {
          StoredResponse shared = fill.shared();
          return shared != null ? usable.test(shared) : isJoinable(fill, variant, nanoTime);
        });
  }

  private static @Nullable Fill find(@Nullable Fill first, Predicate<Fill> wanted) {
    if (first == null || first.alone) {
      return null;
    }
    Fill fill = first;
    while (fill != null && !wanted.test(fill)) {
      fill = FillRing.nextToJoin(first, fill);
    }
    return fill;
  }

  private static boolean isJoinable(Fill fill, String variant, long nanoTime) {
    return fill.isJoinable(nanoTime) && fill.variant().equals(variant);
  }
}
