package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of the index: an open hash table with linear probing, whose slots are four longs: the two
 * halves of the key, the place (0 where the slot is free), and length and marks.
 *
 * <p>Guarded by its own monitor throughout.
 */
final class IndexStripe {
  private static final int SLOT = 4;
  private static final int FIRST_SLOTS = 16;

  /** Of five slots at most four are taken. */
  private static final int FULL_OF_FIVE = 4;

  private static final long HIT = 1L;
  private static final long FRESHENED = 2L;
  private static final int LENGTH_SHIFT = 8;

  private final AtomicLong records;
  private final AtomicLong bytes;
  private long[] slots = new long[FIRST_SLOTS * SLOT];
  private int used;

  /**
   * Makes an empty stripe.
   *
   * @param records counts the records of all stripes
   * @param bytes counts their lengths
   */
  IndexStripe(AtomicLong records, AtomicLong bytes) {
    this.records = records;
    this.bytes = bytes;
  }

  private int count() {
    return slots.length / SLOT;
  }

  private static int home(long a, int count) {
    return (int) Math.unsignedMultiplyHigh(a, count);
  }

  private int next(int slot) {
    return slot + 1 == count() ? 0 : slot + 1;
  }

  private boolean isFree(int slot) {
    return slots[slot * SLOT + 2] == Place.NONE;
  }

  private int find(RecordKey key) {
    int slot = home(key.a(), count());
    while (!isFree(slot)) {
      if (slots[slot * SLOT] == key.a() && slots[slot * SLOT + 1] == key.b()) {
        return slot;
      }
      slot = next(slot);
    }
    return -1 - slot;
  }

  synchronized @Nullable Entry get(RecordKey key) {
    int slot = find(key);
    return slot < 0 ? null : entry(slot * SLOT);
  }

  synchronized void collect(RecordKey key, List<Entry> into, int max) {
    int slot = home(key.a(), count());
    while (!isFree(slot) && into.size() < max) {
      int at = slot * SLOT;
      if (key.isSameKey(slots[at], slots[at + 1])) {
        into.add(entry(at));
      }
      slot = next(slot);
    }
  }

  private Entry entry(int at) {
    long marks = slots[at + 3];
    return new Entry(
        new RecordKey(slots[at], slots[at + 1]),
        slots[at + 2],
        marks >>> LENGTH_SHIFT,
        (marks & HIT) != 0,
        (marks & FRESHENED) != 0);
  }

  synchronized void put(
      RecordKey key, long place, long recordBytes, boolean freshened, BooleanSupplier condition) {
    if (!condition.getAsBoolean()) {
      return;
    }
    int slot = find(key);
    if (slot < 0) {
      if (5L * (used + 1) > (long) FULL_OF_FIVE * count()) {
        grow();
      }
      slot = -1 - find(key);
      used++;
      records.incrementAndGet();
    } else {
      bytes.addAndGet(-(slots[slot * SLOT + 3] >>> LENGTH_SHIFT));
    }
    bytes.addAndGet(recordBytes);
    set(slot, key.a(), key.b(), place, recordBytes << LENGTH_SHIFT | (freshened ? FRESHENED : 0));
  }

  private void set(int slot, long a, long b, long place, long marks) {
    slots[slot * SLOT] = a;
    slots[slot * SLOT + 1] = b;
    slots[slot * SLOT + 2] = place;
    slots[slot * SLOT + 3] = marks;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[(count() + count() / 2) * SLOT];
    for (int at = 0; at < old.length; at += SLOT) {
      if (old[at + 2] != Place.NONE) {
        int slot = -1 - find(new RecordKey(old[at], old[at + 1]));
        set(slot, old[at], old[at + 1], old[at + 2], old[at + 3]);
      }
    }
  }

  synchronized boolean move(RecordKey key, long oldPlace, long place, long recordBytes) {
    int slot = find(key);
    if (slot < 0 || slots[slot * SLOT + 2] != oldPlace) {
      return false;
    }
    bytes.addAndGet(recordBytes - (slots[slot * SLOT + 3] >>> LENGTH_SHIFT));
    set(slot, key.a(), key.b(), place, recordBytes << LENGTH_SHIFT);
    return true;
  }

  synchronized void markHit(RecordKey key) {
    int slot = find(key);
    if (slot >= 0) {
      slots[slot * SLOT + 3] |= HIT;
    }
  }

  /**
   * Takes a record out.
   *
   * @param place only if it is there; {@link Place#NONE} for wherever it is
   */
  synchronized @Nullable Entry remove(RecordKey key, long place) {
    int slot = find(key);
    if (slot < 0 || (place != Place.NONE && slots[slot * SLOT + 2] != place)) {
      return null;
    }
    Entry removed = entry(slot * SLOT);
    bytes.addAndGet(-removed.bytes());
    records.decrementAndGet();
    used--;
    close(slot);
    return removed;
  }

  synchronized void removeSegment(int segment) {
    List<RecordKey> found = new ArrayList<>();
    for (int at = 0; at < slots.length; at += SLOT) {
      if (slots[at + 2] != Place.NONE && Place.segment(slots[at + 2]) == segment) {
        found.add(new RecordKey(slots[at], slots[at + 1]));
      }
    }
    for (RecordKey key : found) {
      var _ = remove(key, Place.NONE);
    }
  }

  /** Frees a slot, and moves back what stands behind it only because it was taken. */
  private void close(int freed) {
    int gap = freed;
    int slot = next(gap);
    while (!isFree(slot)) {
      int home = home(slots[slot * SLOT], count());
      boolean homeIsBetween = gap < slot ? gap < home && home <= slot : gap < home || home <= slot;
      if (!homeIsBetween) {
        System.arraycopy(slots, slot * SLOT, slots, gap * SLOT, SLOT);
        gap = slot;
      }
      slot = next(slot);
    }
    set(gap, 0, 0, Place.NONE, 0);
  }

  synchronized void clear() {
    for (int at = 0; at < slots.length; at += SLOT) {
      if (slots[at + 2] != Place.NONE) {
        records.decrementAndGet();
        bytes.addAndGet(-(slots[at + 3] >>> LENGTH_SHIFT));
      }
    }
    slots = new long[FIRST_SLOTS * SLOT];
    used = 0;
  }

  synchronized long memoryBytes() {
    return 8L * slots.length;
  }
}
