package dev.skerry.loadtest.simulate.policy;

import dev.skerry.loadtest.simulate.trace.Trace;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Evicts of a sample the object whose weight times the distance to its next use is largest: what
 * takes most room for the hit it will give. It sees the future and is still no optimum.
 */
final class BeladySize implements Policy {
  private static final int SAMPLE = 128;

  private final long[] weights;
  private final long capacity;
  private final int[] nextUses;
  private final int[] nextUse;
  private final int[] places;
  private int[] present = new int[1024];
  private int size;
  private long weight;
  private int at;
  private final SplittableRandom random = new SplittableRandom(1);

  BeladySize(Trace trace, long[] weights, long capacity) {
    this.weights = weights;
    this.capacity = capacity;
    this.nextUses = trace.nextUses();
    this.nextUse = new int[weights.length];
    this.places = new int[weights.length];
    Arrays.fill(places, -1);
  }

  @Override
  public boolean request(int object) {
    boolean hit = places[object] >= 0;
    nextUse[object] = nextUses[at];
    at++;
    if (!hit && weights[object] <= capacity && nextUse[object] != Trace.NEVER) {
      add(object);
      if (weight > capacity) {
        makeRoom(object);
      }
    } else if (hit && nextUse[object] == Trace.NEVER) {
      remove(object);
    }
    return hit;
  }

  private void makeRoom(int newcomer) {
    int candidate = newcomer;
    while (weight > capacity) {
      double worst = -1;
      int victim = -1;
      for (int i = 0; i < SAMPLE; i++) {
        int sampled =
            i == 0 && candidate >= 0 && places[candidate] >= 0
                ? candidate
                : present[random.nextInt(size)];
        double room = (double) weights[sampled] * (nextUse[sampled] - at);
        if (room > worst) {
          worst = room;
          victim = sampled;
        }
      }
      remove(victim);
      candidate = newcomer;
    }
  }

  private void add(int object) {
    if (size == present.length) {
      present = Arrays.copyOf(present, 2 * size);
    }
    places[object] = size;
    present[size++] = object;
    weight += weights[object];
  }

  private void remove(int object) {
    int last = present[--size];
    present[places[object]] = last;
    places[last] = places[object];
    places[object] = -1;
    weight -= weights[object];
  }
}
