package dev.skerry.edge;

import dev.skerry.edge.cache.MemoryBudget;
import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.disk.DiskTier;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.JvmGauges;
import dev.skerry.edge.observe.Labels;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Registers what a node can tell of itself beside its exchanges. */
final class NodeGauges {
  private NodeGauges() {}

  static void register(Gauges gauges, EdgeNode node) {
    JvmGauges.register(gauges);
    JvmGauges.build(gauges, node.version());
    gauge(gauges, "skerry_exchanges", "Exchanges under way.", node::exchanges);
    counter(
        gauges,
        "skerry_access_log_dropped_total",
        "Access-log lines that were dropped because the log could not be written fast enough.",
        node::droppedLogLines);
    cache(gauges, node);
    memory(gauges, node);
    DiskTier disk = node.disk();
    if (disk != null) {
      DiskGauges.register(gauges, disk);
    }
    purges(gauges, node);
    connections(gauges, node);
    refusals(gauges, node);
  }

  private static void cache(Gauges gauges, EdgeNode node) {
    gauge(
        gauges,
        "skerry_cache_bytes",
        "What the stored responses cost, their overhead included.",
        () -> node.store().weightBytes());
    gauge(
        gauges,
        "skerry_cache_budget_bytes",
        "What the stored responses and all other content may cost together.",
        () -> memory(node).limit());
    gauge(gauges, "skerry_cache_keys", "Keys with stored responses.", () -> node.store().keys());
    counter(
        gauges,
        "skerry_cache_stores_total",
        "Responses that were stored.",
        () -> node.store().stores());
    counter(
        gauges,
        "skerry_cache_evictions_total",
        "Keys that were evicted to make room.",
        () -> node.store().evictions());
    gauge(
        gauges,
        "skerry_fills",
        "Keys that are being fetched to be stored.",
        () -> node.services().fills().size());
    gauge(
        gauges,
        "skerry_fill_bytes",
        "Memory of content that is being received to be stored.",
        () -> node.services().contentMemory().fills().used());
  }

  private static void memory(Gauges gauges, EdgeNode node) {
    gauge(
        gauges,
        "skerry_cache_memory_bytes",
        "All memory that counts towards the budget.",
        () -> memory(node).usedBytes());
    memory(gauges, "heads", () -> node.store().heapBytes());
    memory(gauges, "tables", () -> memory(node).tableBytes());
    memory(gauges, "stored", () -> node.store().contentBytes());
    memory(gauges, "passing", () -> memory(node).passingBytes());
    memory(gauges, "free", () -> memory(node).freeBytes());
    gauge(
        gauges,
        "skerry_cache_limit_bytes",
        "What the stored responses may cost now: what the others leave of the budget.",
        () -> node.store().limitBytes());
  }

  private static void memory(Gauges gauges, String part, LongSupplier bytes) {
    Gauges.Registration _ =
        gauges.register(
            "skerry_cache_part_bytes",
            "Memory of the budget by what it holds: heads and index, tables (of past uses, fills,"
                + " purges and what could not be cached), stored content, content that is not"
                + " stored (being received, passed on, or evicted and still read), and free room"
                + " in slabs.",
            Labels.of("part", part),
            bytes);
  }

  private static MemoryBudget memory(EdgeNode node) {
    return node.services().contentMemory().budget();
  }

  private static void purges(Gauges gauges, EdgeNode node) {
    gauge(
        gauges,
        "skerry_purge_sequence",
        "The number of the newest purge.",
        () -> node.purges().latest());
    gauge(
        gauges,
        "skerry_purges_remembered",
        "Purges that a stored response may still be concerned by.",
        () -> {
          var counts = node.purges().counts();
          return (long) counts.exact() + counts.prefixes() + counts.expressions() + counts.sites();
        });
    counter(
        gauges,
        "skerry_purges_folded_total",
        "Purges that became a purge of their whole site, or of everything, at a limit.",
        () -> node.purges().counts().folded());
  }

  private static void connections(Gauges gauges, EdgeNode node) {
    gauge(
        gauges,
        "skerry_viewer_connections",
        "Open connections of viewers.",
        () -> node.listenerCounters().open());
    counter(
        gauges,
        "skerry_viewer_connections_total",
        "Connections of viewers that were accepted.",
        () -> node.listenerCounters().accepted());
    counter(
        gauges,
        "skerry_viewer_connections_rejected_total",
        "Connections of viewers that were closed on arrival, at a limit.",
        () -> node.listenerCounters().rejected());
    counter(
        gauges,
        "skerry_viewer_handshake_failures_total",
        "TLS handshakes with viewers that failed.",
        () -> node.listenerCounters().handshakeFailures());
    counter(
        gauges,
        "skerry_viewer_timeouts_total",
        "Viewers that were too slow.",
        () -> node.listenerCounters().timeouts());
    counter(
        gauges,
        "skerry_viewer_floods_total",
        "HTTP/2 connections that were closed for a flood of frames.",
        () -> node.listenerCounters().floods());
  }

  private static void refusals(Gauges gauges, EdgeNode node) {
    for (Flaw flaw : Flaw.values()) {
      Gauges.Registration _ =
          gauges.registerCounter(
              "skerry_viewer_refused_total",
              "Requests that were refused for what is wrong with them.",
              Labels.of("flaw", flaw.name().toLowerCase(Locale.ROOT)),
              () -> node.listenerCounters().refused(flaw));
    }
  }

  static void gauge(Gauges gauges, String name, String help, LongSupplier value) {
    var _ = gauges.register(name, help, Labels.NONE, value);
  }

  static void counter(Gauges gauges, String name, String help, LongSupplier value) {
    var _ = gauges.registerCounter(name, help, Labels.NONE, value);
  }
}
