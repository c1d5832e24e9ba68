package dev.skerry.edge.observe;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of many producers and one consumer, without locks (after Vyukov's bounded queue).
 *
 * <p>A producer claims the place {@code tail} by compare-and-set, if it is less than the capacity
 * away from {@code head}, and then fills it. The consumer empties a place before it moves {@code
 * head} on, so that a claimed place is always free. Between claim and fill the consumer sees an
 * empty place before the tail and waits for it: that is a few instructions of the producer's.
 *
 * <p>The top bit of {@code tail} says that the queue is closed. As every claim is a compare-and-set
 * of the whole word, no element can get in once that bit is there.
 */
final class RecordQueue {
  private static final long CLOSED = Long.MIN_VALUE;

  private final AtomicReferenceArray<ExchangeRecord> places;
  private final int mask;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong head = new AtomicLong();

  /** Makes a queue for at least that many records, rounded up to a power of two. */
  RecordQueue(int capacity) {
    int size = Integer.highestOneBit(Math.max(2, 2 * capacity - 1));
    places = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  int capacity() {
    return mask + 1;
  }

  /**
   * Adds a record. Any thread.
   *
   * @return how many are there now, about; 0 if it was not taken as the queue is full or closed
   */
  int offer(ExchangeRecord record) {
    while (true) {
      long place = tail.get();
      if (place < 0) {
        return 0;
      }
      int waiting = (int) (place - head.get());
      if (waiting > mask) {
        return 0;
      }
      if (tail.compareAndSet(place, place + 1)) {
        places.setRelease((int) place & mask, record);
        return waiting + 1;
      }
    }
  }

  /** Takes the oldest record, or null if there is none. The consumer only. */
  @Nullable ExchangeRecord poll() {
    long place = head.get();
    if (place == (tail.get() & ~CLOSED)) {
      return null;
    }
    int index = (int) place & mask;
    ExchangeRecord record = places.getAcquire(index);
    while (record == null) {
      Thread.onSpinWait();
      record = places.getAcquire(index);
    }
    places.setPlain(index, null);
    head.set(place + 1);
    return record;
  }

  int size() {
    return (int) ((tail.get() & ~CLOSED) - head.get());
  }

  /** Takes nothing more; what is there stays. */
  void close() {
    tail.getAndUpdate(place -> place | CLOSED);
  }
}
