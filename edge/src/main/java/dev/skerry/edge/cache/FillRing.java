package dev.skerry.edge.cache;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fills under way of one key, in a ring that runs through them: first those that may be joined,
 * the newest first, then those that are {@linkplain Fill#alone alone}. So to add one, to take one
 * out and to find one to join takes the same few steps however many there are.
 *
 * <p>A ring is known by its first fill, null where it is empty. Guarded by the lock that {@link
 * Fills} has for the key.
 */
final class FillRing {
  private FillRing() {}

  /** Adds a fill; the first of the ring then. */
  static Fill with(@Nullable Fill first, Fill added) {
    if (first == null) {
      added.next = added;
      added.previous = added;
      return added;
    }
    Fill last = previous(first);
    added.previous = last;
    added.next = first;
    last.next = added;
    first.previous = added;
    return added.alone ? first : added;
  }

  /** Takes a fill out, if it is in; the first of the ring then. */
  static @Nullable Fill without(Fill first, Fill removed) {
    Fill next = removed.next;
    Fill previous = removed.previous;
    if (next == null || previous == null) {
      return first;
    }
    removed.next = null;
    removed.previous = null;
    if (next == removed) {
      return null;
    }
    previous.next = next;
    next.previous = previous;
    return first == removed ? next : first;
  }

  /** The fill that may be joined and comes after that one; null if none does. */
  static @Nullable Fill nextToJoin(Fill first, Fill fill) {
    Fill next = next(fill);
    return next == first || next.alone ? null : next;
  }

  static void forEach(Fill first, Consumer<Fill> visitor) {
    Fill fill = first;
    do {
      visitor.accept(fill);
      fill = next(fill);
    } while (fill != first);
  }

  @SuppressWarnings("NullAway") // all that are in a ring have neighbours
  private static Fill next(Fill fill) {
    return fill.next;
  }

  @SuppressWarnings("NullAway") // all that are in a ring have neighbours
  private static Fill previous(Fill fill) {
    return fill.previous;
  }
}
