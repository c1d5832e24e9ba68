package dev.skerry.edge.index;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * All entries in no order, so that some can be drawn at random, and those drawn before that were
 * worth little. Guarded by the lock of the index.
 */
final class Residents<K, V> {
  /** Drawn for each one that goes. */
  private static final int DRAWN = 8;

  /** Kept of those drawn before: the ones worth least. */
  private static final int KEPT = 24;

  private @Nullable Entry<K, V>[] entries = newArray(64);
  private int size;

  /** Candidates by worth, the least first; some may be gone. */
  private final @Nullable Entry<K, V>[] candidates = newArray(KEPT + DRAWN + 1);

  private final float[] worths = new float[KEPT + DRAWN + 1];
  private int candidateCount;
  private final SplittableRandom random = new SplittableRandom(1);

  int size() {
    return size;
  }

  /** Adds an entry that has not been here; false if it is gone already. */
  boolean add(Entry<K, V> entry) {
    if (entry.place == Entry.GONE) {
      return false;
    }
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size + (size >> 1));
    }
    entry.place = size;
    entries[size++] = entry;
    return true;
  }

  /** Removes an entry for good, also one that has not been added yet; false if it was gone. */
  boolean remove(Entry<K, V> entry) {
    int place = entry.place;
    entry.place = Entry.GONE;
    if (place >= 0) {
      Entry<K, V> last = at(--size);
      entries[size] = null;
      if (last != entry) {
        entries[place] = last;
        last.place = place;
      }
    }
    return place != Entry.GONE;
  }

  /**
   * Removes an entry that is worth little: the least of some drawn now, some drawn before, and the
   * newcomer.
   *
   * @return null if there is none
   */
  @Nullable Entry<K, V> removeLittleWorth(@Nullable Entry<K, V> newcomer, int now) {
    if (size <= KEPT) {
      considerAll(now);
    } else {
      reconsider(now);
      if (newcomer != null && newcomer.place >= 0) {
        consider(newcomer, now);
      }
      for (int i = 0; i < DRAWN; i++) {
        consider(at(random.nextInt(size)), now);
      }
    }
    if (candidateCount == 0) {
      return null;
    }
    Entry<K, V> least = candidate(0);
    remove(least);
    return least;
  }

  private void considerAll(int now) {
    Arrays.fill(candidates, null);
    candidateCount = 0;
    for (int i = 0; i < size; i++) {
      consider(at(i), now);
    }
  }

  /** Drops candidates that are gone, and puts the others in order of what they are worth now. */
  private void reconsider(int now) {
    int before = Math.min(candidateCount, KEPT);
    Arrays.fill(candidates, before, candidates.length, null);
    candidateCount = 0;
    for (int i = 0; i < before; i++) {
      Entry<K, V> entry = candidate(i);
      candidates[i] = null;
      if (entry.place >= 0) {
        consider(entry, now);
      }
    }
  }

  private void consider(Entry<K, V> entry, int now) {
    float worth = entry.worth(now);
    int place = candidateCount;
    while (place > 0 && worths[place - 1] >= worth) {
      place--;
    }
    if (place < candidateCount && candidates[place] == entry) {
      return;
    }
    System.arraycopy(candidates, place, candidates, place + 1, candidateCount - place);
    System.arraycopy(worths, place, worths, place + 1, candidateCount - place);
    candidates[place] = entry;
    worths[place] = worth;
    candidateCount++;
  }

  @SuppressWarnings("NullAway") // below size none is null
  private Entry<K, V> at(int place) {
    return entries[place];
  }

  @SuppressWarnings("NullAway") // below candidateCount none is null
  private Entry<K, V> candidate(int place) {
    return candidates[place];
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <K, V> @Nullable Entry<K, V>[] newArray(int length) {
    return new Entry[length];
  }
}
