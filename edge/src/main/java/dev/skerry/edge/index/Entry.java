package dev.skerry.edge.index;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A key with its value, and what it is worth: its uses, faded, and the shine of the last one, by
 * the square root of its weight.
 *
 * <p>Value and weight are changed by one thread at a time and published by the value. Uses are
 * counted by many threads without order: a few may get lost.
 */
final class Entry<K, V> {
  /** Not yet among the {@link Residents}. */
  static final int NEW = -1;

  /** No longer among the {@link Residents}, for good. */
  static final int GONE = -2;

  /**
   * From so many uses on only one of {@link #HOT_STEP} is counted, for as many: counting every one
   * would move the entry's memory from core to core.
   */
  private static final int HOT_USES = 64;

  private static final int HOT_STEP = 16;

  final K key;
  private volatile V value;
  private long weight;
  private float perUse;
  private float uses = 1;
  private int usedAt;

  /** Its place among the residents; under the lock of the index. */
  int place = NEW;

  Entry(K key, V value, long weight, int now) {
    this.key = key;
    this.value = value;
    this.usedAt = now;
    weigh(weight);
  }

  V value() {
    return value;
  }

  long weight() {
    return weight;
  }

  void replace(V newValue, long newWeight) {
    weigh(newWeight);
    value = newValue;
  }

  private void weigh(long newWeight) {
    weight = newWeight;
    perUse = (float) (1 / Math.sqrt((double) Math.max(1, newWeight)));
  }

  /** Counts a use. */
  void use(int now) {
    if (usedAt != now) {
      uses = Fading.after(uses, now - usedAt) + 1;
      usedAt = now;
    } else if (uses < HOT_USES) {
      uses += 1;
    } else if (ThreadLocalRandom.current().nextInt(HOT_STEP) == 0) {
      uses += HOT_STEP;
    }
  }

  /** Adds uses of an earlier time here. */
  void addPast(float earlier) {
    uses += earlier;
  }

  /** Its uses, faded until now. */
  float uses(int now) {
    return Fading.after(uses, now - usedAt);
  }

  /** The less, the sooner it goes. */
  float worth(int now) {
    return (uses(now) + Fading.shine(now - usedAt)) * perUse;
  }
}
