package dev.skerry.edge.upstream;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.http.Request;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pool of origins: what all event loops share of it.
 *
 * <p>Its home loop alone resolves names, checks health and ejects; each loop has its own
 * connections.
 */
final class Pool implements OriginPool, Membership.Observer {
  private final PoolConfig config;
  private final Limits limits;
  private final EventLoop home;
  private final Connector connector;
  private final RetryBudget budget;
  private final Membership membership;
  private final Ejections ejections;
  private final Function<String, @Nullable Pool> others;
  private final Map<EventLoop, LoopPool> loops = new ConcurrentHashMap<>();
  private final Map<Endpoint, ActiveCheck> checks = new HashMap<>();

  /**
   * Makes a pool and begins to resolve and to check.
   *
   * @param others finds the pool of a name, for failover
   * @throws IllegalArgumentException if its certificates cannot be used
   */
  Pool(
      PoolConfig config,
      Limits limits,
      UpstreamNetwork network,
      Function<String, @Nullable Pool> others) {
    this.config = config;
    this.limits = limits;
    this.others = others;
    home = network.loops().next();
    connector = new Connector(network.sockets(), config, limits.writeBufferBytes());
    PoolConfig.Retries retries = config.retries();
    budget = new RetryBudget(retries.budgetPercent(), retries.budgetMin(), System::nanoTime);
    HostsFile hosts = new HostsFile(network.hostsFile());
    membership =
        new Membership(
            config,
            home,
            () ->
                new DnsNames(
                    home, network.datagrams(), network.sockets(), hosts, network.nameServer()),
            this);
    ejections = new Ejections(config, home, membership);
  }

  /** Begins to resolve and to check; to be called once. */
  void start() {
    membership.start();
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public OriginCall send(Request request, long hash, EventLoop loop, OriginEvents events) {
    PoolCall call = new PoolCall(this, loop, request, hash, events);
    call.start();
    return call;
  }

  PoolConfig config() {
    return config;
  }

  Limits limits() {
    return limits;
  }

  EventLoop home() {
    return home;
  }

  Connector connector() {
    return connector;
  }

  RetryBudget budget() {
    return budget;
  }

  Membership membership() {
    return membership;
  }

  Ejections ejections() {
    return ejections;
  }

  Endpoint[] members() {
    return membership.members();
  }

  /** The part of the pool on that loop; to be called on it. */
  LoopPool on(EventLoop loop) {
    LoopPool here = loops.get(loop);
    return here != null ? here : loops.computeIfAbsent(loop, l -> new LoopPool(this, l));
  }

  /** The pool to which requests go that this one cannot answer, or null. */
  @Nullable Pool failover() {
    String name = config.failover();
    return name == null ? null : others.apply(name);
  }

  List<OriginCounters> counters() {
    return membership.counters();
  }

  /**
   * Resolves and checks no more and keeps no connection; requests under way, and those of exchanges
   * that still know the pool, are served.
   *
   * @return completes when no connection is open
   */
  Future<?> close() {
    Promise<@Nullable Void> done = home.newPromise();
    home.execute(
        () -> {
          membership.close();
          ejections.close();
          checks.values().forEach(ActiveCheck::close);
          checks.clear();
          PromiseCombiner all = new PromiseCombiner(home);
          for (LoopPool each : new ArrayList<>(loops.values())) {
            Promise<@Nullable Void> drained = home.newPromise();
            all.add((Future<?>) drained);
            each.loop().execute(() -> each.drain(() -> drained.trySuccess(null)));
          }
          all.finish(done);
        });
    return done;
  }

  @Override
  public void added(Endpoint endpoint) {
    PoolConfig.HealthCheck rule = config.health();
    if (rule != null) {
      ActiveCheck check = new ActiveCheck(endpoint, rule, on(home), membership::count);
      checks.put(endpoint, check);
      check.start();
    }
  }

  @Override
  public void removed(Endpoint endpoint) {
    ejections.forget(endpoint);
    ActiveCheck check = checks.remove(endpoint);
    if (check != null) {
      check.close();
    }
  }

  @Override
  public void changed() {
    for (LoopPool each : loops.values()) {
      each.loop().execute(each::refresh);
    }
  }
}
