package dev.skerry.edge.admin;

/** Gives the metrics of a node; called on a thread that may block. */
@FunctionalInterface
public interface MetricsService {
  /** All metrics in Prometheus' text format, version 0.0.4. */
  String scrape();
}
