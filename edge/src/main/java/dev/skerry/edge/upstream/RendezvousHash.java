package dev.skerry.edge.upstream;

import java.util.function.Predicate;

/**
 * Consistent hashing by highest random weight: each origin draws a number from its name and the
 * hash, and the highest wins, in proportion to the weights. When an origin goes, only what it had
 * moves; it needs no memory.
 *
 * <p>The origin is chosen by its name, then one of its addresses likewise, so that new addresses of
 * one name disturb nobody else.
 */
final class RendezvousHash implements Balancer {
  @Override
  public int choose(Endpoint[] members, long hash, Predicate<Endpoint> eligible) {
    int best = -1;
    double bestOrigin = 0;
    double bestAddress = 0;
    for (int i = 0; i < members.length; i++) {
      Endpoint endpoint = members[i];
      if (!eligible.test(endpoint)) {
        continue;
      }
      double origin = draw(endpoint.originHash, hash, endpoint.weight());
      double address = draw(endpoint.addressHash, hash, 1);
      if (best < 0 || origin > bestOrigin || (origin == bestOrigin && address > bestAddress)) {
        best = i;
        bestOrigin = origin;
        bestAddress = address;
      }
    }
    return best;
  }

  private static double draw(long member, long hash, int weight) {
    return weight / -Math.log(Hashing.unit(Hashing.mix(member ^ Hashing.mix(hash))));
  }
}
