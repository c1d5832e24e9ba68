package dev.skerry.loadtest.simulate.policy;

import dev.skerry.loadtest.simulate.trace.Trace;

/** The policies by name. */
public enum PolicyKind {
  /** First in, first out. */
  FIFO("FIFO"),
  /** Evicts what was used the longest time ago. */
  LRU("LRU"),
  /** Three queues: newcomers, the main one, and ghosts (Yang and others, SOSP 2023). */
  S3_FIFO("S3-FIFO"),
  /** Caffeine, weighed: W-TinyLFU (Einziger, Friedman, Manes, 2017). */
  CAFFEINE("Caffeine"),
  /** Greedy dual by size and frequency (Cherkasova, 1998). */
  GDSF("GDSF"),
  /** The index of the edge, as it is. */
  SKERRY("Skerry"),
  /** Evicts what is used again last: the optimum where all objects are of one size. */
  BELADY("Belady"),
  /** Evicts of a sample what takes most room for longest until its next use. */
  BELADY_SIZE("Belady-size");

  private final String title;

  PolicyKind(String title) {
    this.title = title;
  }

  /** What a table calls it. */
  public String title() {
    return title;
  }

  /** Whether it knows the requests to come, as no real cache does. */
  public boolean seesFuture() {
    return this == BELADY || this == BELADY_SIZE;
  }

  /**
   * Makes an empty cache of this policy.
   *
   * @param weights what each object of the trace costs in bytes
   * @param capacity what all objects in the cache may cost in bytes
   */
  public Policy make(Trace trace, long[] weights, long capacity) {
    return switch (this) {
      case FIFO -> new QueuePolicy(weights, capacity, false);
      case LRU -> new QueuePolicy(weights, capacity, true);
      case S3_FIFO -> new S3Fifo(weights, capacity);
      case CAFFEINE -> new CaffeinePolicy(weights, capacity);
      case GDSF -> new Gdsf(weights, capacity);
      case SKERRY -> new IndexPolicy(weights, capacity);
      case BELADY -> new Belady(trace, weights, capacity);
      case BELADY_SIZE -> new BeladySize(trace, weights, capacity);
    };
  }
}
