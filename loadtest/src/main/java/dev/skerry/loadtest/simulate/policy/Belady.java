package dev.skerry.loadtest.simulate.policy;

import dev.skerry.loadtest.simulate.trace.Trace;

/**
 * Evicts what is used again last, and takes nothing in that is used again later than all it has:
 * the optimum for objects of one size (Belady, 1966).
 */
final class Belady implements Policy {
  private final long[] weights;
  private final long capacity;
  private final int[] nextUses;
  private final ObjectHeap lastUsedFirst;
  private long weight;
  private int at;

  Belady(Trace trace, long[] weights, long capacity) {
    this.weights = weights;
    this.capacity = capacity;
    this.nextUses = trace.nextUses();
    this.lastUsedFirst = new ObjectHeap(weights.length);
  }

  @Override
  public boolean request(int object) {
    boolean hit = lastUsedFirst.contains(object);
    if (!hit && weights[object] <= capacity) {
      weight += weights[object];
    }
    if (hit || weights[object] <= capacity) {
      lastUsedFirst.put(object, -nextUses[at]);
    }
    at++;
    while (weight > capacity) {
      weight -= weights[lastUsedFirst.removeLeast()];
    }
    return hit;
  }
}
