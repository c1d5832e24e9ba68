package dev.skerry.origin.engine;

/**
 * All keys from one, included, to another, excluded. A range whose ends meet is empty.
 *
 * @param from the first key that may be in it
 * @param to the first key above it; {@link Key#END} at most
 */
public record Range(Key from, Key to) {
  /** Every row. */
  public static final Range ALL = new Range(Key.START, Key.END);

  /** Refuses ends in the wrong order, and what is the engine's own. */
  public Range {
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException(
          "the range's beginning " + from + " is above its end " + to);
    }
    if (to.compareTo(Key.END) > 0) {
      throw new IllegalArgumentException(
          "the range's end " + to + " is the engine's own, expected \\xff at most");
    }
  }

  /** The keys that begin with these octets. */
  public static Range prefix(Key prefix) {
    return new Range(prefix, prefix.afterPrefix());
  }

  /** The one key. */
  public static Range only(Key key) {
    return new Range(key, key.next());
  }

  /** Whether no key is in it. */
  public boolean isEmpty() {
    return from.equals(to);
  }

  /** Whether a key is in it. */
  public boolean contains(Key key) {
    return from.compareTo(key) <= 0 && key.compareTo(to) < 0;
  }

  /** Whether some key is in both. */
  public boolean meets(Range other) {
    return from.compareTo(other.to) < 0 && other.from.compareTo(to) < 0;
  }

  /** The same end, beginning at another key. */
  public Range startingAt(Key first) {
    return new Range(first, to);
  }

  /** The same beginning, ending below another key. */
  public Range endingBefore(Key bound) {
    return new Range(from, bound);
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
