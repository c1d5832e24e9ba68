package dev.skerry.edge.sync;

import dev.skerry.edge.purge.Position;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the purges of a control plane in force at an edge.
 *
 * <p>The control plane's numbers and those of the edge's table are apart. The edge may have had
 * purges of its own, or another control plane, and numbers of what is on its disk; so each purge
 * that is told gets the table's next number, is never taken for an older one, and the table notes
 * beside it how far the control plane's numbers have come. Whatever is told is applied, also twice:
 * that purges too much, never too little.
 */
final class PurgesTold {
  /** Of one purge; what has more is one of everything. */
  private static final int SELECTORS_MAX = 50_000;

  private final PurgeTable purges;
  private final FollowingNode node;

  PurgesTold(PurgeTable purges, FollowingNode node) {
    this.purges = purges;
    this.node = node;
  }

  /** Whether the numbers that were told up to now are those of that control plane. */
  boolean areOf(String controlPlane) {
    Position position = purges.position();
    return position != null && position.source().equals(controlPlane);
  }

  /**
   * Purges everything: what was purged up to that position cannot be known.
   *
   * @param nowMillis by the edge's clock
   */
  void everything(Position upTo, long nowMillis) {
    Purge purge = new Purge(1, nowMillis, null, List.of(new Selector.Everything()), false);
    purges.follow(purge, upTo);
  }

  /** Purges what was ordered. */
  void order(String controlPlane, Purge purge, ClockDifference clocks) {
    Position before = purges.position();
    boolean isNext = before == null || purge.sequence() > before.sequence();
    Position after =
        isNext ? new Position(controlPlane, purge.sequence(), purge.atMillis()) : before;
    long at = clocks.latest(purge.atMillis());
    Purge latest = here(purge, at);
    if (readsAge(purge) && clocks.leastMillis() < clocks.mostMillis()) {
      // What is of the age that is meant at either end of the time when it may have been ordered.
      purges.follow(here(purge, clocks.earliest(purge.atMillis())), null);
    }
    purges.follow(latest, after);
    // A configuration that came into force since the keys were asked for may have had fetches begin
    // before the purge had its number here, under keys of its own.
    Purge again = here(purge, at);
    if (!again.selectors().equals(latest.selectors())) {
      purges.follow(again, null);
    }
  }

  /**
   * Purges everything of a purge's site instead of what it selects, which this edge cannot compare
   * with.
   */
  void orderWhole(String controlPlane, Purge purge, ClockDifference clocks) {
    Purge whole =
        new Purge(
            purge.sequence(),
            purge.atMillis(),
            purge.site(),
            List.of(new Selector.Everything()),
            false);
    order(controlPlane, whole, clocks);
  }

  /** A purge as this edge's table takes it: URLs as in keys, and a moment by the edge's clock. */
  Purge here(Purge purge, long atMillis) {
    Set<Selector> selectors = new LinkedHashSet<>();
    for (Selector selector : purge.selectors()) {
      if (selector instanceof Selector.Url(String url)) {
        node.keys(url).forEach(key -> selectors.add(ofKey(key)));
      } else {
        selectors.add(selector);
      }
    }
    if (selectors.size() > SELECTORS_MAX) {
      selectors.clear();
      selectors.add(new Selector.Everything());
    }
    return new Purge(1, atMillis, purge.site(), new ArrayList<>(selectors), purge.soft());
  }

  /** By a key, which may be longer than what can be named, as it has more octets escaped. */
  private static Selector ofKey(String key) {
    try {
      return new Selector.Url(key);
    } catch (IllegalArgumentException e) {
      int slash = key.indexOf('/');
      return slash <= 0 ? new Selector.Everything() : new Selector.Host(key.substring(0, slash));
    }
  }

  private static boolean readsAge(Purge purge) {
    return purge.selectors().stream()
        .anyMatch(s -> s instanceof Selector.Matching(var expression) && expression.readsAge());
  }

  /** How far the control plane's numbers have come; null for nowhere. */
  @Nullable Position position() {
    return purges.position();
  }
}
