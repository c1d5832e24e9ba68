package dev.skerry.edge.upstream;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.PoolConfig;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All pools of a node, by name. Pools whose settings did not change outlive a change of the
 * configuration, with their connections and what is known of their origins' health.
 *
 * <p>Any thread may look a pool up; {@link #update} and {@link #close} are called by one at a time.
 */
public final class Upstreams {
  private final UpstreamNetwork network;
  private volatile Map<String, Pool> pools = Map.of();
  private Limits limits;

  private Upstreams(UpstreamNetwork network, Limits limits) {
    this.network = network;
    this.limits = limits;
  }

  /**
   * Opens the pools of a configuration; connects to nothing yet, and starts even where no name
   * resolves.
   *
   * @throws IllegalArgumentException if certificates of one cannot be used
   */
  public static Upstreams open(
      Map<String, PoolConfig> configs, Limits limits, UpstreamNetwork network) {
    Upstreams upstreams = new Upstreams(network, limits);
    upstreams.update(configs, limits);
    return upstreams;
  }

  /** The pool of that name, or null if there is none. */
  public @Nullable OriginPool pool(String name) {
    return pools.get(name);
  }

  /**
   * Changes to another configuration: opens pools that are new or changed, keeps those that are as
   * they were, drains those that are gone.
   *
   * @return completes when the connections of the pools that are gone are closed
   * @throws IllegalArgumentException if certificates of one cannot be used; then nothing has
   *     changed
   */
  public CompletableFuture<@Nullable Void> update(
      Map<String, PoolConfig> configs, Limits newLimits) {
    Map<String, Pool> before = pools;
    Map<String, Pool> after = new LinkedHashMap<>();
    List<Pool> opened = new ArrayList<>();
    for (PoolConfig config : configs.values()) {
      Pool same = before.get(config.name());
      if (same != null && same.config().equals(config) && isSame(newLimits, limits)) {
        after.put(config.name(), same);
      } else {
        Pool made = new Pool(config, newLimits, network, name -> pools.get(name));
        opened.add(made);
        after.put(config.name(), made);
      }
    }
    limits = newLimits;
    pools = Collections.unmodifiableMap(after);
    opened.forEach(Pool::start);
    return closeAll(before.values().stream().filter(pool -> !after.containsValue(pool)).toList());
  }

  /** What is counted of each origin of each pool, in the order of the configuration. */
  public List<OriginCounters> counters() {
    List<OriginCounters> all = new ArrayList<>();
    pools.values().forEach(pool -> all.addAll(pool.counters()));
    return all;
  }

  /** Drains all pools; the future completes when their last connection is closed. */
  public CompletableFuture<@Nullable Void> close() {
    Map<String, Pool> all = pools;
    return closeAll(List.copyOf(all.values()));
  }

  /** Whether the limits that the pools read are the same. */
  private static boolean isSame(Limits a, Limits b) {
    return a.originHeaderBytes() == b.originHeaderBytes()
        && a.originHeaderCount() == b.originHeaderCount()
        && a.informationalResponses() == b.informationalResponses()
        && a.writeBufferBytes() == b.writeBufferBytes()
        && a.tunnelIdleTimeoutMs() == b.tunnelIdleTimeoutMs();
  }

  private static CompletableFuture<@Nullable Void> closeAll(List<Pool> gone) {
    List<CompletableFuture<@Nullable Void>> closing = new ArrayList<>();
    for (Pool pool : gone) {
      CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
      pool.close().addListener((Future<Object> future) -> closed.complete(null));
      closing.add(closed);
    }
    return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new));
  }
}
