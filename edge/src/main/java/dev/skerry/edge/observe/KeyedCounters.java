package dev.skerry.edge.observe;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counters by a small number, made when first needed; for the few combinations of labels that occur
 * among the many that could.
 *
 * <p>Bounded: once {@code limit} keys are there, every new one counts under {@link #OVERFLOW}.
 * Counting takes no lock. A new key replaces the table by a larger copy; as counters are shared
 * between copies, nothing is lost to a race.
 */
final class KeyedCounters {
  /** Takes what the limit turns away. */
  static final int OVERFLOW = Integer.MAX_VALUE;

  /** Takes a key and its count. */
  @FunctionalInterface
  interface Reader {
    void read(int key, long count);
  }

  private static final AtomicReferenceFieldUpdater<KeyedCounters, Table> TABLE =
      AtomicReferenceFieldUpdater.newUpdater(KeyedCounters.class, Table.class, "table");

  private volatile Table table = new Table(1);
  private final int limit;

  KeyedCounters(int limit) {
    this.limit = limit;
  }

  void add(int key, long amount) {
    LongAdder counter = table.get(key);
    (counter != null ? counter : create(key)).add(amount);
  }

  private LongAdder create(int wanted) {
    while (true) {
      Table before = table;
      int key = before.size < limit || before.get(wanted) != null ? wanted : OVERFLOW;
      LongAdder there = before.get(key);
      if (there != null) {
        return there;
      }
      LongAdder made = new LongAdder();
      if (TABLE.compareAndSet(this, before, before.with(key, made))) {
        return made;
      }
    }
  }

  /** Calls the reader with each key and its count, in no order. */
  void forEach(Reader reader) {
    Table now = table;
    for (int i = 0; i < now.keys.length; i++) {
      LongAdder counter = now.counters[i];
      if (counter != null) {
        reader.read(now.keys[i], counter.sum());
      }
    }
  }

  /** An open-addressed table, at most half full; not changed once others can see it. */
  private static final class Table {
    final int[] keys;
    final @Nullable LongAdder[] counters;
    int size;

    Table(int entries) {
      int slots = Integer.highestOneBit(Math.max(8, 4 * entries));
      keys = new int[slots];
      counters = new LongAdder[slots];
    }

    @Nullable LongAdder get(int key) {
      return counters[place(key)];
    }

    Table with(int key, LongAdder counter) {
      Table copy = new Table(size + 1);
      for (int i = 0; i < keys.length; i++) {
        LongAdder old = counters[i];
        if (old != null) {
          copy.put(keys[i], old);
        }
      }
      copy.put(key, counter);
      return copy;
    }

    private void put(int key, LongAdder counter) {
      int place = place(key);
      keys[place] = key;
      counters[place] = counter;
      size++;
    }

    /** Where the key is, or else the free place where it would be; there is always one. */
    private int place(int key) {
      int mask = keys.length - 1;
      int place = ((key * 0x9E3779B9) >>> 7) & mask;
      while (counters[place] != null && keys[place] != key) {
        place = (place + 1) & mask;
      }
      return place;
    }
  }
}
