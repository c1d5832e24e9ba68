package dev.skerry.edge.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of the disk are, by the hash of their key and variant: 32 bytes each in
 * primitive arrays, a fifth to a half of them free.
 *
 * <p>Safe for any thread. It is made of stripes, each under its own monitor, held for a few memory
 * accesses, or for as long as one stripe takes to grow; so an event loop may ask it.
 */
final class RecordIndex {
  /** Records of a stripe, about: what one growth moves. */
  private static final int STRIPE_RECORDS = 16 * 1024;

  private static final int MAX_STRIPES = 4096;
  private static final int MIN_STRIPES = 16;

  /**
   * A record, as the index knows it.
   *
   * @param place where it is
   * @param bytes its length on disk
   * @param hit whether it was asked for since it was written
   * @param freshened whether its body stands in another record
   */
  record Entry(RecordKey key, long place, long bytes, boolean hit, boolean freshened) {}

  private final IndexStripe[] stripes;
  private final int shift;
  private final IndexStripe.Totals totals = new IndexStripe.Totals();

  /**
   * Makes an empty index.
   *
   * @param expectedRecords about so many at most
   * @param maxVariants of one key; beyond {@value IndexStripe#MAX_VARIANTS} there are none
   */
  RecordIndex(long expectedRecords, int maxVariants) {
    int most = Math.min(maxVariants, IndexStripe.MAX_VARIANTS);
    long wanted = Math.clamp(expectedRecords / STRIPE_RECORDS, MIN_STRIPES, MAX_STRIPES);
    int count = Integer.highestOneBit((int) wanted);
    stripes = new IndexStripe[count];
    for (int i = 0; i < count; i++) {
      stripes[i] = new IndexStripe(totals, most);
    }
    shift = Long.SIZE - Integer.numberOfTrailingZeros(count);
  }

  private IndexStripe stripe(RecordKey key) {
    // The stripe from the high bits of the second half's key part, the slot from the first half.
    return stripes[(int) (key.b() >>> shift)];
  }

  /** Whether there is a record of that key and variant. */
  boolean contains(RecordKey key) {
    return stripe(key).get(key) != null;
  }

  /** Whether there is a record of that key, of any variant. */
  boolean containsKey(RecordKey key) {
    return stripe(key).containsKey(key);
  }

  /** The records of that key, of all variants, at most {@code max}; the newest first. */
  List<Entry> all(RecordKey key, int max) {
    List<Entry> found = new ArrayList<>(2);
    stripe(key).collect(key, found);
    found.sort((one, other) -> Long.compare(other.place(), one.place()));
    return found.size() > max ? found.subList(0, max) : found;
  }

  /** The record of that key and variant, or null. */
  @Nullable Entry find(RecordKey key) {
    return stripe(key).get(key);
  }

  /** Puts a record in, in the place of the older one of the same key and variant. */
  void put(RecordKey key, long place, long recordBytes, boolean freshened) {
    var _ = put(key, place, recordBytes, freshened, () -> true);
  }

  /**
   * The same if a condition holds. It is asked while no other change of the key can be made, so who
   * first ends the condition and then removes the key can be sure that it stays removed.
   *
   * @return another variant of the key that had to go, as there are too many; null if none had to
   */
  @Nullable RecordKey put(
      RecordKey key, long place, long recordBytes, boolean freshened, BooleanSupplier condition) {
    return stripe(key).put(key, place, recordBytes, freshened, condition);
  }

  /**
   * Says that a record stands elsewhere now, unless it is no longer the one at its old place.
   *
   * @return whether it was
   */
  boolean move(RecordKey key, long oldPlace, long place, long recordBytes) {
    return stripe(key).move(key, oldPlace, place, recordBytes);
  }

  /** Notes that a record was asked for. */
  void markHit(RecordKey key) {
    stripe(key).markHit(key);
  }

  /** Takes a record out, if it is still the one at that place; gives what it was, or null. */
  @Nullable Entry remove(RecordKey key, long place) {
    return stripe(key).remove(key, place);
  }

  /** Takes out the record of a key and variant, wherever it is. */
  boolean remove(RecordKey key) {
    return stripe(key).remove(key, Place.NONE) != null;
  }

  /** Takes out all records of a key. */
  void removeAll(RecordKey key) {
    for (Entry entry : all(key, Integer.MAX_VALUE)) {
      var _ = remove(entry.key(), entry.place());
    }
  }

  /** Takes out all records of a segment; walks through all there are. */
  void removeSegment(int segment) {
    for (IndexStripe stripe : stripes) {
      stripe.removeSegment(segment);
    }
  }

  /** Empties it. */
  void clear() {
    for (IndexStripe stripe : stripes) {
      stripe.clear();
    }
  }

  /** Records now. */
  long records() {
    return totals.records().get();
  }

  /** What these take on disk, in bytes. */
  long recordBytes() {
    return totals.bytes().get();
  }

  /** The memory it takes, in bytes. */
  long memoryBytes() {
    return totals.memory().get();
  }
}
