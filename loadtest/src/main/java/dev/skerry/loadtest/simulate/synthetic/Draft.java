package dev.skerry.loadtest.simulate.synthetic;

import dev.skerry.loadtest.simulate.trace.Trace;
import dev.skerry.loadtest.simulate.trace.TraceBuilder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A trace in the making: objects are given a size when they are asked for first. */
final class Draft {
  private final RandomGenerator random;
  private final Sizes sizes;
  private final TraceBuilder builder;
  private long[] sizeOf = new long[1024];
  private long requests;

  Draft(RandomGenerator random, Sizes sizes, int limit) {
    this.random = random;
    this.sizes = sizes;
    this.builder = new TraceBuilder(limit);
  }

  RandomGenerator random() {
    return random;
  }

  long drawSize() {
    return sizes.draw(random);
  }

  boolean isFull() {
    return builder.isFull();
  }

  /** Requests so far. */
  long requests() {
    return requests;
  }

  void request(int object) {
    if (object >= sizeOf.length) {
      sizeOf = Arrays.copyOf(sizeOf, Math.max(object + 1, 2 * sizeOf.length));
    }
    if (sizeOf[object] == 0) {
      sizeOf[object] = sizes.draw(random);
    }
    request(object, sizeOf[object]);
  }

  void request(int object, long size) {
    builder.add(object, size);
    requests++;
  }

  Trace finish(String name) {
    return builder.build(name);
  }
}
