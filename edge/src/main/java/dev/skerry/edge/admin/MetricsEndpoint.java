package dev.skerry.edge.admin;

/** {@code GET /metrics}: everything that is counted, for Prometheus. */
final class MetricsEndpoint implements Endpoint {
  private final MetricsService metrics;

  MetricsEndpoint(MetricsService metrics) {
    this.metrics = metrics;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) {
    return AdminAnswer.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
  }
}
