package dev.skerry.edge.observe;

/** The kinds of metric that the Prometheus text format tells apart and that Skerry has. */
enum MetricType {
  COUNTER("counter"),
  GAUGE("gauge"),
  HISTOGRAM("histogram");

  private final String word;

  MetricType(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
