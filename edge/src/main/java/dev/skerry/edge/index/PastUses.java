package dev.skerry.edge.index;

/**
 * What is remembered of the uses of keys that are not in the index: a table of fixed size, by the
 * hash of the key. Two keys of one hash share what is remembered. Guarded by the lock of the index.
 */
final class PastUses {
  private static final int WAYS = 4;
  private static final int LEAST_CELLS = 1 << 10;
  private static final int MOST_CELLS = 1 << 25;
  private static final float MOST_USES = 255;

  /** Uses have eight bits after the point. */
  private static final float ONE_USE = 256;

  /**
   * Cells, four to a bucket: 32 bits of hash, 16 of uses, the low 16 of the tick; no uses is a free
   * cell.
   */
  private final long[] cells;

  /** Makes an empty table of at most so many cells, but not too few nor too many. */
  PastUses(long wanted) {
    int bounded = Math.clamp(wanted, LEAST_CELLS, MOST_CELLS);
    this.cells = new long[Integer.highestOneBit(bounded)];
  }

  /** Remembers uses, in place of what was used least in its bucket. */
  void remember(int keyHash, float uses, int now) {
    int hash = spread(keyHash);
    int bucket = bucket(hash);
    int chosen = bucket;
    float least = Float.MAX_VALUE;
    for (int i = bucket; i < bucket + WAYS; i++) {
      float there = hash(cells[i]) == hash ? -1 : uses(cells[i], now);
      if (there < least) {
        least = there;
        chosen = i;
      }
    }
    long units = Math.round(Math.min(MOST_USES, uses) * ONE_USE);
    cells[chosen] = (long) hash << 32 | units << 16 | (now & 0xffff);
  }

  /** What is left now of the uses remembered, and forgets them; 0 if none. */
  float take(int keyHash, int now) {
    int found = find(spread(keyHash));
    if (found < 0) {
      return 0;
    }
    float uses = uses(cells[found], now);
    cells[found] = 0;
    return uses;
  }

  /** What is left now of the uses remembered; 0 if none. */
  float peek(int keyHash, int now) {
    int found = find(spread(keyHash));
    return found < 0 ? 0 : uses(cells[found], now);
  }

  /** Bytes it takes, whatever is in it. */
  long bytes() {
    return 8L * cells.length;
  }

  private int find(int hash) {
    int bucket = bucket(hash);
    for (int i = bucket; i < bucket + WAYS; i++) {
      if (hash(cells[i]) == hash && (cells[i] & 0xffff0000L) != 0) {
        return i;
      }
    }
    return -1;
  }

  private int bucket(int hash) {
    return (hash & (cells.length / WAYS - 1)) * WAYS;
  }

  private static int hash(long cell) {
    return (int) (cell >>> 32);
  }

  private static float uses(long cell, int now) {
    int ticks = now - (int) cell & 0xffff;
    return Fading.after((cell >>> 16 & 0xffff) / ONE_USE, ticks);
  }

  /** Mixes the bits, as hash codes of strings differ in the low ones most. */
  private static int spread(int hash) {
    int h = (hash ^ hash >>> 16) * 0x7feb352d;
    h = (h ^ h >>> 15) * 0x846ca68b;
    return h ^ h >>> 16;
  }
}
