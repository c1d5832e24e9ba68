package dev.skerry.edge.purge;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The tickets in use, grouped by age, so that the number of the oldest is known without a list of
 * them.
 *
 * <p>One epoch is current. To enter is to count oneself in the current one, and then to look
 * whether it still is: if not, one leaves and tries again. {@link #turn} makes a new epoch current
 * first and reads the counters of the closed ones afterwards. So a closed epoch whose counter reads
 * 0 stays at 0 but for those that are about to leave again, and nobody who has entered is
 * overlooked. An epoch starts at the newest purge number there was when it was opened, and a number
 * read after entering is not below that.
 *
 * <p>Entering and leaving is free of locks; the rest is guarded by the table's lock.
 */
final class Epochs {
  /** A group of tickets, none with a number below {@code start}. */
  static final class Epoch {
    final long start;
    private final AtomicLong tickets = new AtomicLong();

    private Epoch(long start) {
      this.start = start;
    }

    void enter() {
      tickets.getAndIncrement();
    }

    void leave() {
      tickets.getAndDecrement();
    }
  }

  private final int max;

  /** From the oldest to the current one; never empty. */
  private final ArrayDeque<Epoch> open = new ArrayDeque<>();

  private volatile Epoch current;

  Epochs(int max, long start) {
    this.max = max;
    current = new Epoch(start);
    open.add(current);
  }

  Epoch current() {
    return current;
  }

  /** Counts a ticket in the current epoch. */
  Epoch enter() {
    while (true) {
      Epoch epoch = current;
      epoch.enter();
      if (epoch == current) {
        return epoch;
      }
      epoch.leave();
    }
  }

  /**
   * Counts a ticket with an old number in the newest epoch that it may be in; null if there is none
   * as old. Under the table's lock, as {@link #turn} is.
   */
  @Nullable Epoch enterUpTo(long sequence) {
    Iterator<Epoch> newestFirst = open.descendingIterator();
    while (newestFirst.hasNext()) {
      Epoch epoch = newestFirst.next();
      if (epoch.start <= sequence) {
        epoch.enter();
        return epoch;
      }
    }
    return null;
  }

  /**
   * Opens a new epoch if there is room for one, and drops those that are empty.
   *
   * @param latest the newest purge number
   * @return a number that no ticket in use is below
   */
  long turn(long latest) {
    if (latest > current.start && open.size() >= max) {
      dropEmpty();
    }
    if (latest > current.start && open.size() < max) {
      Epoch next = new Epoch(latest);
      open.add(next);
      current = next;
    }
    dropEmpty();
    return open.getFirst().start;
  }

  private void dropEmpty() {
    Iterator<Epoch> oldestFirst = open.iterator();
    while (oldestFirst.hasNext()) {
      Epoch epoch = oldestFirst.next();
      if (epoch != current && epoch.tickets.get() == 0) {
        oldestFirst.remove();
      }
    }
  }

  int count() {
    return open.size();
  }

  /** How many tickets are in use; a moment's figure. */
  long tickets() {
    long sum = 0;
    for (Epoch epoch : open) {
      sum += epoch.tickets.get();
    }
    return sum;
  }
}
