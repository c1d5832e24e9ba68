package dev.skerry.loadtest.simulate.policy;

import java.util.Arrays;

/** Objects by rank, the least first; the rank of each can be changed. A binary heap. */
final class ObjectHeap {
  private static final int ABSENT = -1;

  private final double[] ranks;
  private final int[] places;
  private int[] heap = new int[1024];
  private int size;

  ObjectHeap(int objects) {
    this.ranks = new double[objects];
    this.places = new int[objects];
    Arrays.fill(places, ABSENT);
  }

  boolean contains(int object) {
    return places[object] != ABSENT;
  }

  double rank(int object) {
    return ranks[object];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The object of the least rank of a heap that is not empty. */
  int least() {
    return heap[0];
  }

  /** Puts an object, or gives one that is here another rank. */
  void put(int object, double rank) {
    ranks[object] = rank;
    if (places[object] == ABSENT) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      set(size++, object);
    }
    down(up(places[object]));
  }

  int removeLeast() {
    int least = heap[0];
    places[least] = ABSENT;
    size--;
    if (size > 0) {
      set(0, heap[size]);
      down(0);
    }
    return least;
  }

  private int up(int from) {
    int place = from;
    int object = heap[place];
    while (place > 0 && ranks[object] < ranks[heap[(place - 1) / 2]]) {
      set(place, heap[(place - 1) / 2]);
      place = (place - 1) / 2;
    }
    set(place, object);
    return place;
  }

  private void down(int from) {
    int place = from;
    int object = heap[place];
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && ranks[heap[child + 1]] < ranks[heap[child]]) {
        child++;
      }
      if (ranks[object] <= ranks[heap[child]]) {
        break;
      }
      set(place, heap[child]);
      place = child;
    }
    set(place, object);
  }

  private void set(int place, int object) {
    heap[place] = object;
    places[object] = place;
  }
}
