package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The part of a pool that lives on one event loop: its connections, its timers and its choices. */
final class LoopPool {
  private final Pool pool;
  private final EventLoop loop;
  private final Timers timers;
  private final Balancer balancer;
  private final ConnectionMaker connectionMaker;
  private final Map<Endpoint, LoopConnections> connections = new HashMap<>();
  private Endpoint[] known = {};
  private LoopConnections[] current = {};
  private @Nullable Runnable whenEmpty;

  LoopPool(Pool pool, EventLoop loop) {
    this.pool = pool;
    this.loop = loop;
    timers = new Timers(loop, pool.config(), pool.limits());
    balancer = Balancer.of(pool.config().balance(), System.identityHashCode(loop));
    connectionMaker = new ConnectionMaker(timers, pool.limits());
  }

  PoolConfig config() {
    return pool.config();
  }

  EventLoop loop() {
    return loop;
  }

  Timers timers() {
    return timers;
  }

  Connector connector() {
    return pool.connector();
  }

  ConnectionMaker connectionMaker() {
    return connectionMaker;
  }

  /** Chooses where a request goes; null if no endpoint is eligible. */
  @Nullable LoopConnections choose(long hash, Predicate<Endpoint> eligible) {
    refresh();
    if (known.length == 1) {
      return eligible.test(known[0]) ? current[0] : null;
    }
    int chosen = balancer.choose(known, hash, eligible);
    return chosen < 0 ? null : current[chosen];
  }

  /** Follows a change of the pool's endpoints: connections to those that are gone are not kept. */
  @SuppressWarnings("ReferenceEquality") // The same members are the same array.
  void refresh() {
    Endpoint[] members = pool.members();
    if (members == known) {
      return;
    }
    Map<Endpoint, LoopConnections> gone = new HashMap<>(connections);
    LoopConnections[] next = new LoopConnections[members.length];
    for (int i = 0; i < members.length; i++) {
      next[i] = connections.computeIfAbsent(members[i], e -> new LoopConnections(e, this));
      gone.remove(members[i]);
    }
    known = members;
    current = next;
    gone.values().forEach(LoopConnections::drain);
    changed();
  }

  /** Keeps no connection any more and tells when the last is closed. */
  void drain(Runnable empty) {
    whenEmpty = empty;
    Map<Endpoint, LoopConnections> all = new HashMap<>(connections);
    all.values().forEach(LoopConnections::drain);
    changed();
  }

  /** A connection was closed. */
  void changed() {
    connections.values().removeIf(LoopConnections::isDone);
    Runnable empty = whenEmpty;
    if (empty != null && connections.values().stream().allMatch(LoopConnections::isEmpty)) {
      whenEmpty = null;
      empty.run();
    }
  }
}
