package dev.skerry.edge.listener;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.flow.RequestHandler;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What all connections of the listeners share: whom they serve, under which limits, who counts. */
final class Server {
  final RequestHandler handler;
  final ListenerCounters counters;
  final ListenerObserver observer;
  final InstantSource clock;

  private final Supplier<Limits> limits;
  private volatile Current current;

  private record Current(Limits source, ServerLimits limits) {}

  Server(
      RequestHandler handler,
      Supplier<Limits> limits,
      ListenerCounters counters,
      ListenerObserver observer,
      InstantSource clock) {
    this.handler = handler;
    this.limits = limits;
    this.counters = counters;
    this.observer = observer;
    this.clock = clock;
    Limits source = limits.get();
    this.current = new Current(source, ServerLimits.of(source));
  }

  /** The limits in force now; a connection keeps those of its start. */
  ServerLimits limits() {
    Limits source = limits.get();
    Current known = current;
    if (known.source != source) {
      known = new Current(source, ServerLimits.of(source));
      current = known;
    }
    return known.limits;
  }

  /** How many connections may be open at once. */
  int maxConnections() {
    return limits.get().connections();
  }

  /** How many connections may be open at once from one address. */
  int maxConnectionsPerAddress() {
    return limits.get().connectionsPerAddress();
  }
}
