package dev.skerry.loadtest.simulate;

import dev.skerry.loadtest.simulate.policy.Policy;
import dev.skerry.loadtest.simulate.policy.PolicyKind;
import dev.skerry.loadtest.simulate.policy.UpperBound;
import dev.skerry.loadtest.simulate.trace.Trace;

/**
 * A trace, replayed through empty caches. The first request for an object is never a hit, and
 * counts.
 */
public final class Simulation {
  private final Trace trace;
  private final long[] weights;

  /**
   * Makes a simulation.
   *
   * @param overheadBytes what an object costs in the cache besides its content
   */
  public Simulation(Trace trace, long overheadBytes) {
    this.trace = trace;
    this.weights = trace.weights(overheadBytes);
  }

  /** Replays the whole trace through one cache of that many bytes. */
  public Score replay(PolicyKind kind, long capacity) {
    Policy policy = kind.make(trace, weights, capacity);
    long hits = 0;
    long bytes = 0;
    for (int object : trace.requests()) {
      if (policy.request(object)) {
        hits++;
        bytes += trace.sizes()[object];
      }
    }
    return score(hits, bytes);
  }

  /** What no policy can exceed; each of both by itself. */
  public Score bound(long capacity) {
    return score(
        UpperBound.hits(trace, weights, capacity), UpperBound.hitBytes(trace, weights, capacity));
  }

  private Score score(long hits, long bytes) {
    return new Score(
        (double) hits / Math.max(1, trace.requests().length),
        (double) bytes / Math.max(1, trace.requestedBytes()));
  }
}
