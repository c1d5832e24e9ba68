package dev.skerry.edge.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fills under way, by key: where requests for the same thing are collapsed into one.
 *
 * <p>A request joins a fill whose response selects it, or, while the head is awaited, one whose
 * leader asked with the same selecting values. Bounded by the number of exchanges. Safe for any
 * thread.
 */
public final class Fills {
  /**
   * Where a request belongs.
   *
   * @param fill the fill it joined or leads
   * @param leads whether it must do the fetch
   */
  public record Place(Fill fill, boolean leads) {}

  private final ConcurrentHashMap<CacheKey, List<Fill>> byKey = new ConcurrentHashMap<>();
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
    byKey.compute(
        key,
        (k, fills) -> {
          Fill joined = fills == null ? null : find(fills, variant, usable, nanoTime);
          if (joined != null) {
            place[0] = new Place(joined, false);
            return fills;
          }
          Fill led = new Fill(key, variant, nanoTime + leaderNanos, maxWaiters);
          place[0] = new Place(led, true);
          return with(fills, led);
        });
    return place[0];
  }

  /** Begins a fill that nobody waits for while its head is awaited. */
  public Fill alone(CacheKey key) {
    Fill alone = new Fill(key, "", 0, 0);
    byKey.compute(key, (k, fills) -> with(fills, alone));
    return alone;
  }

  private static List<Fill> with(@Nullable List<Fill> fills, Fill added) {
    List<Fill> more = fills == null ? new ArrayList<>(1) : new ArrayList<>(fills);
    more.add(added);
    return List.copyOf(more);
  }

  /**
   * Says that what is stored under a key has been changed: fills under way do not count any more,
   * but for the one of the request that changed it.
   */
  public void invalidateAllBut(@Nullable Fill own, CacheKey key) {
    List<Fill> fills = byKey.get(key);
    if (fills != null) {
      fills.stream().filter(fill -> fill != own).forEach(Fill::invalidate);
    }
  }

  /** A fill whose response has come and answers the request, or null. */
  public @Nullable Fill findShared(CacheKey key, Predicate<StoredResponse> usable) {
    List<Fill> fills = byKey.get(key);
    if (fills != null) {
      for (Fill fill : fills) {
        StoredResponse shared = fill.shared();
        if (shared != null && usable.test(shared)) {
          return fill;
        }
      }
    }
    return null;
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
    }
    fill.resolve(outcome);
  }

  /** Forgets a fill: nobody joins it any more. */
  public void end(Fill fill) {
    byKey.computeIfPresent(
        fill.key(),
        (k, fills) -> {
          List<Fill> rest = fills.stream().filter(f -> f != fill).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  /** Keys for which a fill is under way. */
  public int size() {
    return byKey.size();
  }

  private static @Nullable Fill find(
      List<Fill> fills, String variant, Predicate<StoredResponse> usable, long nanoTime) {
    for (Fill fill : fills) {
      StoredResponse shared = fill.shared();
      if (shared != null ? usable.test(shared) : joinable(fill, variant, nanoTime)) {
        return fill;
      }
    }
    return null;
  }

  private static boolean joinable(Fill fill, String variant, long nanoTime) {
    return fill.isJoinable(nanoTime) && fill.variant().equals(variant);
  }
}
