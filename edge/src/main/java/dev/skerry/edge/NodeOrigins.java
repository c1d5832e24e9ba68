package dev.skerry.edge;

import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.ObjectsPlace;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.upstream.OriginPool;
import dev.skerry.edge.upstream.UpstreamNetwork;
import dev.skerry.edge.upstream.Upstreams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The origins of a node: the pools of the configuration in force, those of buckets as soon as it is
 * known where buckets are. Safe for any thread.
 */
final class NodeOrigins {
  private static final Logger log = LoggerFactory.getLogger(NodeOrigins.class);

  private final Upstreams upstreams;
  private final OriginGauges gauges;
  private Snapshot inForce;
  private @Nullable ObjectsPlace objects;

  private NodeOrigins(Upstreams upstreams, OriginGauges gauges, Snapshot first) {
    this.upstreams = upstreams;
    this.gauges = gauges;
    this.inForce = first;
  }

  /** Opens the pools of a first configuration, but for those of buckets. */
  static NodeOrigins open(Snapshot first, UpstreamNetwork network, Gauges gauges) {
    Upstreams upstreams =
        Upstreams.open(BucketOrigin.without(first.pools()), first.limits(), network);
    return new NodeOrigins(upstreams, new OriginGauges(gauges), first);
  }

  /** Begins to tell of them in the metrics; to be called once. */
  void measure() {
    gauges.update(upstreams.counters());
  }

  /** The pool of that name; null if there is none, or it is a bucket's that cannot be reached. */
  @Nullable OriginPool pool(String name) {
    return upstreams.pool(name);
  }

  Upstreams upstreams() {
    return upstreams;
  }

  /**
   * Changes to the pools of another configuration.
   *
   * @throws IllegalArgumentException if certificates of one cannot be used; then nothing has
   *     changed
   */
  synchronized void apply(Snapshot next) {
    reach(next, objects);
    inForce = next;
  }

  /**
   * Says where to ask for what is in buckets, from now on.
   *
   * @throws IllegalArgumentException if its certificates cannot be used; then nothing has changed
   */
  synchronized void objectsAt(ObjectsPlace place) {
    reach(inForce, place);
    objects = place;
  }

  private void reach(Snapshot of, @Nullable ObjectsPlace place) {
    Map<String, PoolConfig> pools =
        place == null ? BucketOrigin.without(of.pools()) : place.reaching(of);
    if (pools.size() < of.pools().size()) {
      log.warn(
          "a bucket is the origin of a site, and this edge knows no object store: what is asked of"
              + " it is answered with 503 (skerry run needs --api for it)");
    }
    var _ = upstreams.update(pools, of.limits());
    gauges.update(upstreams.counters());
  }

  /**
   * The names of sites that have other buckets as their origins than before: what is stored of them
   * is not purged by changes of these.
   */
  static List<String> withOtherBuckets(Snapshot before, Snapshot next) {
    Map<String, List<String>> former = new HashMap<>();
    before.sites().forEach(site -> former.put(site.name(), site.buckets()));
    return next.sites().stream()
        .filter(site -> !site.buckets().isEmpty())
        .filter(site -> !site.buckets().equals(former.get(site.name())))
        .map(Site::name)
        .toList();
  }

  /** Drains all pools; the future completes when their last connection is closed. */
  CompletableFuture<@Nullable Void> close() {
    return upstreams.close();
  }
}
