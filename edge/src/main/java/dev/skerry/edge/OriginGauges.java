package dev.skerry.edge;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import dev.skerry.edge.upstream.OriginCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Registers what the pools can tell of each of their origins; anew when the pools change. */
final class OriginGauges {
  private final Gauges gauges;
  private List<Gauges.Registration> registered = List.of();

  OriginGauges(Gauges gauges) {
    this.gauges = gauges;
  }

  /** Tells of these origins from now on, and no longer of others. */
  synchronized void update(List<OriginCounters> origins) {
    List<Gauges.Registration> before = registered;
    registered = new ArrayList<>();
    before.forEach(Gauges.Registration::close);
    for (OriginCounters origin : origins) {
      Labels labels = Labels.of("pool", origin.pool(), "origin", origin.origin());
      gauge("skerry_pool_connections", "Open connections.", labels, origin::connectionsOpen);
      gauge(
          "skerry_pool_connections_idle",
          "Open connections without a request.",
          labels,
          origin::connectionsIdle);
      counter(
          "skerry_pool_connections_made_total",
          "Connections that were made.",
          labels,
          origin::connectionsMade);
      gauge("skerry_pool_requests", "Requests under way.", labels, origin::requestsActive);
      gauge(
          "skerry_pool_requests_waiting",
          "Requests that wait for a connection.",
          labels,
          origin::requestsWaiting);
      counter("skerry_pool_retries_total", "Requests sent again.", labels, origin::retries);
      gauge("skerry_pool_addresses", "Known addresses.", labels, origin::addresses);
      gauge("skerry_pool_addresses_healthy", "Healthy addresses.", labels, origin::healthy);
      gauge("skerry_pool_addresses_ejected", "Ejected addresses.", labels, origin::ejected);
      failures(origin);
    }
  }

  private void failures(OriginCounters origin) {
    for (ProxyError.Type type : ProxyError.Type.values()) {
      if (type.source() == ProxyError.Source.ORIGIN) {
        counter(
            "skerry_pool_failures_total",
            "Attempts that failed, also where another one succeeded.",
            Labels.of("pool", origin.pool(), "origin", origin.origin(), "type", type.token()),
            () -> origin.failures(type));
      }
    }
  }

  private void gauge(String name, String help, Labels labels, LongSupplier value) {
    registered.add(gauges.register(name, help, labels, value));
  }

  private void counter(String name, String help, Labels labels, LongSupplier value) {
    registered.add(gauges.registerCounter(name, help, labels, value));
  }
}
