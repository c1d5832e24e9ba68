package dev.skerry.edge.upstream;

import java.util.function.Predicate;

/**
 * Weighted round robin that interleaves: in each round every endpoint comes as often as its weight
 * says, spread as evenly as can be (the smooth scheme of nginx).
 */
final class RoundRobin implements Balancer {
  private final long seed;
  private Endpoint[] known = {};
  private long[] credit = {};

  RoundRobin(long seed) {
    this.seed = seed;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The same members are the same array, by contract.
  public int choose(Endpoint[] members, long hash, Predicate<Endpoint> eligible) {
    if (members != known) {
      begin(members);
    }
    return next(eligible);
  }

  private void begin(Endpoint[] members) {
    known = members;
    credit = new long[members.length];
    if (members.length > 1) {
      for (long skip = Math.floorMod(Hashing.mix(seed), members.length); skip > 0; skip--) {
        next(endpoint -> true);
      }
    }
  }

  private int next(Predicate<Endpoint> eligible) {
    int best = -1;
    long total = 0;
    for (int i = 0; i < known.length; i++) {
      if (eligible.test(known[i])) {
        total += known[i].weight();
        credit[i] += known[i].weight();
        if (best < 0 || credit[i] > credit[best]) {
          best = i;
        }
      }
    }
    if (best >= 0) {
      credit[best] -= total;
    }
    return best;
  }
}
