package dev.skerry.loadtest.simulate.policy;

/**
 * Greedy dual by size and frequency: an object's rank is its uses by its weight, plus the rank of
 * what was evicted last when it was used; the least goes.
 */
final class Gdsf implements Policy {
  private final long[] weights;
  private final long capacity;
  private final ObjectHeap heap;
  private final int[] uses;
  private long weight;
  private double inflation;

  Gdsf(long[] weights, long capacity) {
    this.weights = weights;
    this.capacity = capacity;
    this.heap = new ObjectHeap(weights.length);
    this.uses = new int[weights.length];
  }

  @Override
  public boolean request(int object) {
    boolean hit = heap.contains(object);
    if (!hit) {
      if (weights[object] > capacity) {
        return false;
      }
      uses[object] = 0;
      while (weight + weights[object] > capacity) {
        inflation = heap.rank(heap.least());
        weight -= weights[heap.removeLeast()];
      }
      weight += weights[object];
    }
    uses[object]++;
    heap.put(object, inflation + (double) uses[object] / weights[object]);
    return hit;
  }
}
