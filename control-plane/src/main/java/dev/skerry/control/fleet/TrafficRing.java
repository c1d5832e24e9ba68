package dev.skerry.control.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Traffic of the last ten minutes, by slots of five seconds. Not for several threads. */
final class TrafficRing {
  static final Duration SLOT = Duration.ofSeconds(5);
  static final int SLOTS = 120;

  private static final double SECONDS = SLOT.toMillis() / 1_000.0;

  /** What is told as the present: the last full slots, so that every edge has reported in them. */
  private static final int PRESENT = 2;

  private final Traffic[] slots = new Traffic[SLOTS];

  /** The number of the slot that is being filled: milliseconds since the epoch by its length. */
  private long newest = -1;

  /** The slot of a moment, in which to add; those in between are empty. */
  Traffic at(long millis) {
    long number = millis / SLOT.toMillis();
    for (long next = Math.max(newest + 1, number - SLOTS + 1); next <= number; next++) {
      Traffic slot = slots[index(next)];
      if (slot != null) {
        slot.clear();
      }
    }
    newest = Math.max(newest, number);
    int index = index(newest);
    Traffic slot = slots[index];
    if (slot == null) {
      slot = new Traffic();
      slots[index] = slot;
    }
    return slot;
  }

  private static int index(long number) {
    return (int) Math.floorMod(number, (long) SLOTS);
  }

  /** The mean of the last full slots. */
  Figures present(long millis) {
    var _ = at(millis);
    Traffic sum = new Traffic();
    for (int back = 1; back <= PRESENT; back++) {
      Traffic slot = slots[index(newest - back)];
      if (slot != null) {
        sum.add(slot);
      }
    }
    return sum.over(PRESENT * SECONDS);
  }

  /** The full slots, the oldest first. */
  List<Figures> past(long millis) {
    var _ = at(millis);
    List<Figures> past = new ArrayList<>(SLOTS - 1);
    Traffic none = new Traffic();
    for (int back = SLOTS - 1; back >= 1; back--) {
      Traffic slot = slots[index(newest - back)];
      past.add((slot == null ? none : slot).over(SECONDS));
    }
    return past;
  }
}
