package dev.skerry.control;

import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import java.util.function.LongSupplier;

/** Registers what the origin can tell of itself beside its calls. */
final class OriginGauges {
  private OriginGauges() {}

  static void register(Gauges gauges, OriginServer server, OriginData data) {
    gauge(gauges, "skerry_api_calls", "Calls being answered.", () -> server.api().calls());
    gauge(
        gauges,
        "skerry_api_content_bytes",
        "Memory of the content of calls and replies.",
        () -> server.api().contentBytes());
    gauge(
        gauges,
        "skerry_api_connections",
        "Open connections of clients.",
        () -> server.connections().open());
    counter(
        gauges,
        "skerry_api_connections_total",
        "Connections of clients that were accepted.",
        () -> server.connections().accepted());
    counter(
        gauges,
        "skerry_api_connections_rejected_total",
        "Connections of clients that were closed on arrival, at a limit.",
        () -> server.connections().rejected());
    counter(
        gauges,
        "skerry_api_timeouts_total",
        "Clients that were too slow.",
        () -> server.connections().timeouts());
    gauge(
        gauges,
        "skerry_upkeep_failing",
        "Chores behind the calls that fail now.",
        () -> server.troubles().size());
    gauge(
        gauges,
        "skerry_engine_kept_bytes",
        "Memory of rows that are kept to be read again.",
        server::keptBytes);
    if (data.engine() instanceof RocksEngine engine) {
      registerEmbedded(gauges, engine);
    }
  }

  private static void registerEmbedded(Gauges gauges, RocksEngine engine) {
    gauge(
        gauges,
        "skerry_engine_cache_bytes",
        "Memory of the engine's cache, what is not yet in files included.",
        () -> engine.gauges().cacheBytes());
    gauge(
        gauges,
        "skerry_engine_write_buffer_bytes",
        "Memory of what is written but not yet in files.",
        () -> engine.gauges().writeBufferBytes());
    gauge(
        gauges,
        "skerry_engine_table_bytes",
        "Disk of the engine's files, its log not included.",
        () -> engine.gauges().tableBytes());
    gauge(
        gauges,
        "skerry_engine_views",
        "Snapshots held for all who read.",
        () -> engine.gauges().views());
  }

  private static void gauge(Gauges gauges, String name, String help, LongSupplier value) {
    var _ = gauges.register(name, help, Labels.NONE, value);
  }

  private static void counter(Gauges gauges, String name, String help, LongSupplier value) {
    var _ = gauges.registerCounter(name, help, Labels.NONE, value);
  }
}
