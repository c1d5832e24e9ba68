package dev.skerry.edge.disk;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts removals by key, so that who began with a record before a removal finds out afterwards.
 *
 * <p>Many keys share a counter: one may be told of a removal that was another's, and then gives up
 * a record for nothing. Safe for any thread.
 */
final class Removals {
  private static final int COUNTERS = 8192;

  /** What it takes of memory. */
  static final int BYTES = 3 * Integer.BYTES * COUNTERS;

  /** Removals of one variant. */
  private final AtomicIntegerArray variants = new AtomicIntegerArray(COUNTERS);

  /** Removals of all of a key. */
  private final AtomicIntegerArray keys = new AtomicIntegerArray(COUNTERS);

  /** Both. */
  private final AtomicIntegerArray any = new AtomicIntegerArray(COUNTERS);

  /** The removals so far that a record of that key and variant is concerned by. */
  int ofVariant(RecordKey key) {
    return variants.get(variantSlot(key)) + keys.get(keySlot(key));
  }

  /** The removals so far of anything of that key. */
  int ofKey(RecordKey key) {
    return any.get(keySlot(key));
  }

  /** Notes the removal of one variant. */
  void add(RecordKey key) {
    variants.incrementAndGet(variantSlot(key));
    any.incrementAndGet(keySlot(key));
  }

  /** Notes the removal of all variants of a key. */
  void addAll(RecordKey key) {
    keys.incrementAndGet(keySlot(key));
    any.incrementAndGet(keySlot(key));
  }

  /** Notes the removal of everything. */
  void addEverything() {
    for (int i = 0; i < COUNTERS; i++) {
      keys.incrementAndGet(i);
      any.incrementAndGet(i);
    }
  }

  private static int keySlot(RecordKey key) {
    return (int) key.a() & (COUNTERS - 1);
  }

  private static int variantSlot(RecordKey key) {
    return (int) (key.a() >>> 32 ^ key.b()) & (COUNTERS - 1);
  }
}
