package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ProxyError;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints a pool has now: the addresses of all its origins.
 *
 * <p>Changed on the pool's home loop only; what requests read may be read by all.
 */
final class Membership {
  /** Requests that wait until a name is resolved for the first time. */
  private static final int MAX_WAITING = 10_000;

  /** What a pool's other parts are told, on the home loop. */
  interface Observer {
    void added(Endpoint endpoint);

    void removed(Endpoint endpoint);

    /** Runs after any number of the above. */
    void changed();
  }

  private static final class Source {
    final PoolConfig.Origin origin;
    final OriginCounters counters;
    final List<Endpoint> endpoints = new ArrayList<>();
    @Nullable OriginAddresses addresses;
    boolean answered;

    Source(PoolConfig pool, PoolConfig.Origin origin) {
      this.origin = origin;
      this.counters = new OriginCounters(pool.name(), pool.shown(origin));
    }
  }

  private final EventLoop home;
  private final Supplier<NameResolver> resolvers;
  private final Observer observer;
  private final List<Source> sources = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile Endpoint[] members = {};
  private volatile boolean resolving;
  private volatile ProxyError error =
      ProxyError.beforeSending(ProxyError.Type.DESTINATION_UNAVAILABLE, "no address");

  Membership(
      PoolConfig config, EventLoop home, Supplier<NameResolver> resolvers, Observer observer) {
    this.home = home;
    this.resolvers = resolvers;
    this.observer = observer;
    for (PoolConfig.Origin origin : config.origins()) {
      sources.add(new Source(config, origin));
    }
  }

  /** Takes literal addresses at once and begins to ask for the others. */
  void start() {
    for (Source source : sources) {
      InetAddress literal = literal(source.origin.host());
      if (literal != null) {
        source.answered = true;
        source.endpoints.add(endpoint(source, literal));
      }
    }
    publish();
    count();
    resolving = members.length == 0;
    home.execute(this::begin);
  }

  /** The endpoints; the same array as long as they are the same. */
  Endpoint[] members() {
    return members;
  }

  /** Whether there is no endpoint only because no answer came yet. */
  boolean isResolving() {
    return resolving;
  }

  /** Why there is no endpoint. */
  ProxyError error() {
    return error;
  }

  List<OriginCounters> counters() {
    return sources.stream().map(source -> source.counters).toList();
  }

  /** On the home loop: how many addresses the endpoint's origin has. */
  int siblings(Endpoint endpoint) {
    for (Source source : sources) {
      if (source.endpoints.contains(endpoint)) {
        return source.endpoints.size();
      }
    }
    return 0;
  }

  /**
   * Runs the action on the home loop once it is known what the names stand for, or that nobody
   * knows.
   *
   * @return false if too many wait already
   */
  boolean whenResolved(Runnable action) {
    if (!resolving) {
      action.run();
      return true;
    }
    return waiting.size() < MAX_WAITING && waiting.add(action);
  }

  /** On the home loop: brings the gauges up to date. */
  void count() {
    for (Source source : sources) {
      int healthy = (int) source.endpoints.stream().filter(Endpoint::isHealthy).count();
      int ejected = (int) source.endpoints.stream().filter(Endpoint::isEjected).count();
      source.counters.addresses(source.endpoints.size(), healthy, ejected);
    }
  }

  /** On the home loop: asks no more; the endpoints stay. */
  void close() {
    for (Source source : sources) {
      if (source.addresses != null) {
        source.addresses.close();
      }
    }
    finishWaiting();
  }

  private void begin() {
    for (Source source : sources) {
      source.endpoints.forEach(observer::added);
      if (!source.answered) {
        Consumer<List<InetAddress>> changed = found -> changed(source, found);
        OriginAddresses addresses =
            new OriginAddresses(
                source.origin.host(), home, resolvers.get(), changed, () -> answered(source));
        source.addresses = addresses;
        addresses.start();
      }
    }
    observer.changed();
  }

  private void changed(Source source, List<InetAddress> found) {
    List<Endpoint> before = List.copyOf(source.endpoints);
    source.endpoints.removeIf(endpoint -> !found.contains(endpoint.address.getAddress()));
    for (InetAddress address : found) {
      if (before.stream().noneMatch(e -> e.address.getAddress().equals(address))) {
        Endpoint endpoint = endpoint(source, address);
        source.endpoints.add(endpoint);
        observer.added(endpoint);
      }
    }
    for (Endpoint endpoint : before) {
      if (!source.endpoints.contains(endpoint)) {
        observer.removed(endpoint);
      }
    }
    publish();
    count();
    observer.changed();
  }

  private void answered(Source source) {
    source.answered = true;
    ProxyError failure = source.addresses == null ? null : source.addresses.error();
    if (failure != null) {
      error = failure;
    }
    if (resolving && (members.length > 0 || sources.stream().allMatch(each -> each.answered))) {
      finishWaiting();
    }
  }

  private void finishWaiting() {
    resolving = false;
    List<Runnable> actions = List.copyOf(waiting);
    waiting.clear();
    actions.forEach(Runnable::run);
  }

  private void publish() {
    members =
        sources.stream().flatMap(source -> source.endpoints.stream()).toArray(Endpoint[]::new);
  }

  private static Endpoint endpoint(Source source, InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, source.origin.port());
    return new Endpoint(source.origin, socket, source.counters);
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
