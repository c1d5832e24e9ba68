package dev.skerry.loadtest.simulate.policy;

import dev.skerry.loadtest.simulate.trace.Trace;
import java.util.stream.IntStream;

/**
 * How many hits no policy can exceed, for objects of any weights.
 *
 * <p>A hit needs its object in the cache from the use before: so much weight for so long. All hits
 * together cannot need more than the capacity for as long as the trace is; so those that need least
 * are counted until that is used up (PFOO-L of Berger, Beckmann, Harchol-Balter, 2018). As it
 * forgets that the cache is full at some times and not at others, it can be reached by none.
 */
public final class UpperBound {
  private UpperBound() {}

  /** The most requests that can be hits. */
  public static long hits(Trace trace, long[] weights, long capacity) {
    int[] next = trace.nextUses();
    int[] requests = trace.requests();
    double[] needs =
        IntStream.range(0, next.length)
            .filter(i -> next[i] != Trace.NEVER && weights[requests[i]] <= capacity)
            .mapToDouble(i -> (double) weights[requests[i]] * (next[i] - i))
            .sorted()
            .toArray();
    double room = (double) capacity * next.length;
    int hits = 0;
    while (hits < needs.length && needs[hits] <= room) {
      room -= needs[hits++];
    }
    return hits;
  }

  /** The most bytes that hits can have. */
  public static long hitBytes(Trace trace, long[] weights, long capacity) {
    int[] next = trace.nextUses();
    int[] requests = trace.requests();
    long[] sizes = trace.sizes();
    // What each byte of a hit needs, as bits that sort like the number, and which request it is.
    long[] needs =
        IntStream.range(0, next.length)
            .filter(i -> next[i] != Trace.NEVER && weights[requests[i]] <= capacity)
            .mapToLong(
                i -> {
                  int object = requests[i];
                  double perByte = (double) weights[object] / sizes[object] * (next[i] - i);
                  return (long) Float.floatToIntBits((float) perByte) << 32 | i;
                })
            .sorted()
            .toArray();
    double room = (double) capacity * next.length;
    long bytes = 0;
    for (int n = 0; n < needs.length && room > 0; n++) {
      int i = (int) needs[n];
      room -= (double) weights[requests[i]] * (next[i] - i);
      bytes += sizes[requests[i]];
    }
    return bytes;
  }
}
