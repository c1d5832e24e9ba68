package dev.skerry.edge.upstream;

import java.util.function.Predicate;

/**
 * Chooses the endpoint with the fewest requests on their way, of all loops together, in proportion
 * to its weight; equals take turns.
 */
final class LeastConnections implements Balancer {
  private int turn;

  LeastConnections(long seed) {
    turn = (int) (Hashing.mix(seed) >>> 33);
  }

  @Override
  public int choose(Endpoint[] members, long hash, Predicate<Endpoint> eligible) {
    int best = -1;
    long bestActive = 0;
    turn = turn + 1 & Integer.MAX_VALUE;
    for (int step = 0; step < members.length; step++) {
      int i = (turn + step) % members.length;
      Endpoint endpoint = members[i];
      if (!eligible.test(endpoint)) {
        continue;
      }
      long active = endpoint.active.get() + 1L;
      if (best < 0 || active * members[best].weight() < bestActive * endpoint.weight()) {
        best = i;
        bestActive = active;
      }
    }
    return best;
  }
}
