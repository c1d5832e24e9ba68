package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import java.util.function.Predicate;

/** How one of several endpoints is chosen; each event loop has its own. */
sealed interface Balancer permits RoundRobin, LeastConnections, RendezvousHash {
  /**
   * Chooses an endpoint.
   *
   * @param members the pool's; the same array as long as they are the same
   * @param hash equal numbers ask for equal endpoints, where the balancer minds
   * @param eligible which of them may be chosen
   * @return its place in the array, or -1 if none is eligible
   */
  int choose(Endpoint[] members, long hash, Predicate<Endpoint> eligible);

  /**
   * Makes a balancer.
   *
   * @param seed where it starts, so that not all loops begin with the same endpoint
   */
  static Balancer of(PoolConfig.Balance balance, long seed) {
    return switch (balance) {
      case ROUND_ROBIN -> new RoundRobin(seed);
      case LEAST_CONNECTIONS -> new LeastConnections(seed);
      case HASH -> new RendezvousHash();
    };
  }
}
