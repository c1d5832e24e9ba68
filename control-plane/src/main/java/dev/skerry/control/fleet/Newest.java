package dev.skerry.control.fleet;

/**
 * The newest purge, by which an edge that holds nothing counts on.
 *
 * @param sequence its number, 0 for none
 * @param atMillis when it was ordered, milliseconds since the epoch; 0 for none. Number and moment
 *     together tell it from a purge that got the same number in a state that was put back
 */
public record Newest(long sequence, long atMillis) {
  /** There is none. */
  public static final Newest NONE = new Newest(0, 0);
}
