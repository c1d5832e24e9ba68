package dev.skerry.loadtest.simulate.policy;

import java.util.Arrays;

/** A queue of objects, each at most once, with the sum of their weights. */
final class LinkedObjects {
  private static final int ABSENT = -1;

  private final long[] weights;
  private final int[] newer;
  private final int[] older;

  /** Number of the place that stands for both ends. */
  private final int end;

  private long weight;
  private int size;

  LinkedObjects(long[] weights) {
    this.weights = weights;
    this.end = weights.length;
    this.newer = new int[end + 1];
    this.older = new int[end + 1];
    Arrays.fill(newer, ABSENT);
    newer[end] = end;
    older[end] = end;
  }

  boolean contains(int object) {
    return newer[object] != ABSENT;
  }

  /** Puts an object that is not here at the young end. */
  void add(int object) {
    int youngest = older[end];
    older[object] = youngest;
    newer[object] = end;
    newer[youngest] = object;
    older[end] = object;
    weight += weights[object];
    size++;
  }

  void remove(int object) {
    newer[older[object]] = newer[object];
    older[newer[object]] = older[object];
    newer[object] = ABSENT;
    weight -= weights[object];
    size--;
  }

  void moveToYoungEnd(int object) {
    remove(object);
    add(object);
  }

  /** Takes the oldest of a queue that is not empty. */
  int removeOldest() {
    int oldest = newer[end];
    remove(oldest);
    return oldest;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long weight() {
    return weight;
  }
}
