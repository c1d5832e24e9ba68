package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of the index: an open hash table with linear probing, whose slots are four longs: the two
 * halves of the key, the place (0 where the slot is free), and length, rank and marks.
 *
 * <p>The variants of a key have the ranks 0, 1, 2 and so on without a gap, in no order; key and
 * rank say where a slot's search begins. So the variants of one key are spread over the table, all
 * of them are found by their ranks, and a key has no more than there are ranks: beyond, the one
 * that was written first goes.
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
  private static final int RANK_SHIFT = 2;
  private static final int LENGTH_SHIFT = 8;

  /** The most ranks that a slot can tell. */
  static final int MAX_VARIANTS = 1 << (LENGTH_SHIFT - RANK_SHIFT);

  private static final long RANKS = (MAX_VARIANTS - 1L) << RANK_SHIFT;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  /**
   * What all stripes have together.
   *
   * @param records how many there are
   * @param bytes what these take on disk
   * @param memory what the stripes take, in bytes
   */
  record Totals(AtomicLong records, AtomicLong bytes, AtomicLong memory) {
    Totals() {
      this(new AtomicLong(), new AtomicLong(), new AtomicLong());
    }
  }

  private final AtomicLong records;
  private final AtomicLong bytes;
  private final AtomicLong memory;
  private final int maxVariants;
  private long[] slots = new long[FIRST_SLOTS * SLOT];
  private int used;

  /**
   * Makes an empty stripe.
   *
   * @param totals counts this one's share
   * @param maxVariants of one key, at most {@link #MAX_VARIANTS}
   */
  IndexStripe(Totals totals, int maxVariants) {
    this.records = totals.records();
    this.bytes = totals.bytes();
    this.memory = totals.memory();
    this.maxVariants = maxVariants;
    memory.addAndGet(8L * slots.length);
  }

  private int count() {
    return slots.length / SLOT;
  }

  private static int home(long a, int rank, int count) {
    return (int) Math.unsignedMultiplyHigh(a + rank * SPREAD, count);
  }

  private int rank(int slot) {
    return (int) (slots[slot * SLOT + 3] & RANKS) >>> RANK_SHIFT;
  }

  private int next(int slot) {
    return slot + 1 == count() ? 0 : slot + 1;
  }

  private boolean isFree(int slot) {
    return slots[slot * SLOT + 2] == Place.NONE;
  }

  /** The slot of the variant with that rank; the free one to put it in, as -1 - slot, if none. */
  private int find(RecordKey key, int rank) {
    int slot = home(key.a(), rank, count());
    while (!isFree(slot)) {
      boolean same = key.isSameKey(slots[slot * SLOT], slots[slot * SLOT + 1]);
      if (same && rank(slot) == rank) {
        return slot;
      }
      slot = next(slot);
    }
    return -1 - slot;
  }

  /** The slot of that key and variant; -1 if there is none. */
  private int find(RecordKey key) {
    for (int rank = 0; rank < maxVariants; rank++) {
      int slot = find(key, rank);
      if (slot < 0) {
        return -1;
      }
      if (slots[slot * SLOT + 1] == key.b()) {
        return slot;
      }
    }
    return -1;
  }

  /** How many variants of the key there are. */
  private int variants(RecordKey key) {
    int rank = 0;
    while (rank < maxVariants && find(key, rank) >= 0) {
      rank++;
    }
    return rank;
  }

  synchronized @Nullable Entry get(RecordKey key) {
    int slot = find(key);
    return slot < 0 ? null : entry(slot * SLOT);
  }

  synchronized boolean containsKey(RecordKey key) {
    return find(key, 0) >= 0;
  }

  synchronized void collect(RecordKey key, List<Entry> into) {
    for (int rank = 0; rank < maxVariants; rank++) {
      int slot = find(key, rank);
      if (slot < 0) {
        return;
      }
      into.add(entry(slot * SLOT));
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

  /** Puts a record in; the key and variant that had to go for it, or null. */
  synchronized @Nullable RecordKey put(
      RecordKey key, long place, long recordBytes, boolean freshened, BooleanSupplier condition) {
    if (!condition.getAsBoolean()) {
      return null;
    }
    int slot = find(key);
    @Nullable RecordKey gone = null;
    if (slot < 0) {
      int rank = variants(key);
      if (rank < maxVariants) {
        slot = newSlot(key, rank);
      } else {
        slot = oldest(key);
        gone = new RecordKey(slots[slot * SLOT], slots[slot * SLOT + 1]);
      }
    }
    bytes.addAndGet(recordBytes - (slots[slot * SLOT + 3] >>> LENGTH_SHIFT));
    long marks = recordBytes << LENGTH_SHIFT | (freshened ? FRESHENED : 0);
    set(slot, key.a(), key.b(), place, marks | (slots[slot * SLOT + 3] & RANKS));
    return gone;
  }

  private int newSlot(RecordKey key, int rank) {
    if (5L * (used + 1) > (long) FULL_OF_FIVE * count()) {
      grow();
    }
    used++;
    records.incrementAndGet();
    int slot = -1 - find(key, rank);
    slots[slot * SLOT + 3] = (long) rank << RANK_SHIFT;
    return slot;
  }

  private int oldest(RecordKey key) {
    int oldest = find(key, 0);
    for (int rank = 1; rank < maxVariants; rank++) {
      int slot = find(key, rank);
      if (slots[slot * SLOT + 2] < slots[oldest * SLOT + 2]) {
        oldest = slot;
      }
    }
    return oldest;
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
    memory.addAndGet(8L * (slots.length - old.length));
    for (int at = 0; at < old.length; at += SLOT) {
      if (old[at + 2] != Place.NONE) {
        int rank = (int) (old[at + 3] & RANKS) >>> RANK_SHIFT;
        int slot = -1 - find(new RecordKey(old[at], old[at + 1]), rank);
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
    long rank = slots[slot * SLOT + 3] & RANKS;
    set(slot, key.a(), key.b(), place, recordBytes << LENGTH_SHIFT | rank);
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
    close(withLastInPlaceOf(slot, key));
    return removed;
  }

  /** Gives the key's variant of the last rank that of a slot; the slot which is left over. */
  private int withLastInPlaceOf(int slot, RecordKey key) {
    int rank = rank(slot);
    int last = find(key, variants(key) - 1);
    if (last != slot) {
      System.arraycopy(slots, last * SLOT, slots, slot * SLOT, SLOT);
      slots[slot * SLOT + 3] = (slots[slot * SLOT + 3] & ~RANKS) | ((long) rank << RANK_SHIFT);
    }
    return last;
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
      int home = home(slots[slot * SLOT], rank(slot), count());
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
    memory.addAndGet(8L * (FIRST_SLOTS * SLOT - slots.length));
    slots = new long[FIRST_SLOTS * SLOT];
    used = 0;
  }
}
