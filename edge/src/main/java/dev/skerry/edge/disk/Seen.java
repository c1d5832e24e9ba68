package dev.skerry.edge.disk;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which keys were fetched lately, about: two generations of a Bloom filter. When the younger is
 * full it becomes the older, and the older is forgotten; so a key is remembered for at least as
 * many others as one generation takes.
 *
 * <p>Safe for any thread. A key that was never fetched is taken for one that was in about one case
 * of fifty.
 */
final class Seen {
  private static final int BITS_PER_KEY = 8;

  private final int keysPerGeneration;
  private final long mask;
  private final AtomicInteger keys = new AtomicInteger();
  private volatile Generations generations;

  private record Generations(AtomicLongArray young, AtomicLongArray old) {}

  /** Remembers at least about so many keys; takes 2 bytes of memory for each. */
  Seen(int keys) {
    keysPerGeneration = keys;
    int words = Math.max(1, Integer.highestOneBit(keys * BITS_PER_KEY / Long.SIZE));
    mask = (long) words * Long.SIZE - 1;
    generations = new Generations(new AtomicLongArray(words), new AtomicLongArray(words));
  }

  /** Notes a key, and tells whether it was noted before. */
  boolean note(RecordKey key) {
    Generations now = generations;
    boolean inYoung = set(now.young(), key);
    boolean seen = inYoung || isSet(now.old(), key);
    if (!inYoung && keys.incrementAndGet() >= keysPerGeneration) {
      turn(now);
    }
    return seen;
  }

  @SuppressWarnings(
      "ReferenceEquality") // Whoever comes second finds another pair, and does not turn.
  private synchronized void turn(Generations full) {
    if (generations == full) {
      generations = new Generations(new AtomicLongArray(full.young().length()), full.young());
      keys.set(0);
    }
  }

  private boolean set(AtomicLongArray bits, RecordKey key) {
    boolean all = true;
    for (int i = 0; i < 3; i++) {
      long bit = bit(key, i);
      long one = 1L << bit;
      all &= (bits.getAndAccumulate(word(bit), one, (a, b) -> a | b) & one) != 0;
    }
    return all;
  }

  private boolean isSet(AtomicLongArray bits, RecordKey key) {
    for (int i = 0; i < 3; i++) {
      long bit = bit(key, i);
      if ((bits.get(word(bit)) & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  private long bit(RecordKey key, int i) {
    return (key.a() + i * (key.b() | 1)) & mask;
  }

  private static int word(long bit) {
    return (int) (bit >>> 6);
  }
}
