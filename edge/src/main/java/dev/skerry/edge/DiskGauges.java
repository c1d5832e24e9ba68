package dev.skerry.edge;

import static dev.skerry.edge.NodeGauges.counter;
import static dev.skerry.edge.NodeGauges.gauge;

import dev.skerry.edge.disk.DiskCounters;
import dev.skerry.edge.disk.DiskTier;
import dev.skerry.edge.observe.Gauges;

/** Registers what a node can tell of its disk. */
final class DiskGauges {
  private DiskGauges() {}

  static void register(Gauges gauges, DiskTier disk) {
    sizes(gauges, disk);
    DiskCounters counters = disk.counters();
    counter(
        gauges,
        "skerry_disk_hits_total",
        "Keys that were brought back from the disk.",
        counters::hits);
    counter(
        gauges,
        "skerry_disk_misses_total",
        "Keys that the disk's index knew, and of which nothing usable was found.",
        counters::misses);
    counter(
        gauges,
        "skerry_disk_writes_total",
        "Stored responses that were written to the disk.",
        counters::writes);
    counter(
        gauges,
        "skerry_disk_written_bytes_total",
        "Bytes that were written to the disk's segments.",
        counters::writtenBytes);
    counter(
        gauges,
        "skerry_disk_moves_total",
        "Records that were moved on when their segment was evicted.",
        counters::moves);
    counter(
        gauges,
        "skerry_disk_evicted_segments_total",
        "Segments that were evicted to make room.",
        counters::evictedSegments);
    counter(
        gauges,
        "skerry_disk_drops_total",
        "Stored responses that were not written, as the disk could not keep up or was off.",
        counters::drops);
    counter(
        gauges,
        "skerry_disk_late_total",
        "Windows of content that did not come in time, so that a response was cut off.",
        counters::late);
    counter(
        gauges,
        "skerry_disk_busy_total",
        "Reads that were not begun, as too many were waiting.",
        counters::busy);
    counter(
        gauges,
        "skerry_disk_damaged_total",
        "Records that were not as they had been written.",
        counters::damaged);
    counter(
        gauges,
        "skerry_disk_errors_total",
        "Reads and writes of the disk that failed.",
        counters::errors);
  }

  private static void sizes(Gauges gauges, DiskTier disk) {
    gauge(gauges, "skerry_disk_bytes", "Bytes that the disk's segments take.", disk::bytes);
    gauge(gauges, "skerry_disk_budget_bytes", "Bytes that they may take.", disk::budgetBytes);
    gauge(
        gauges,
        "skerry_disk_responses",
        "Stored responses that can be brought back from the disk.",
        disk::responses);
    gauge(gauges, "skerry_disk_segments", "Segments on the disk.", disk::segments);
    gauge(
        gauges,
        "skerry_disk_held_segments",
        "Segments that were dropped, and stay while something of them is being sent.",
        disk::heldSegments);
    gauge(
        gauges,
        "skerry_disk_index_bytes",
        "Memory that the index of the disk takes.",
        disk::indexBytes);
    gauge(
        gauges,
        "skerry_disk_queue",
        "Stored responses that wait to be written to the disk.",
        disk::waiting);
    gauge(
        gauges,
        "skerry_disk_writable",
        "1 if the disk takes writes, 0 while it is off after an error.",
        () -> disk.isWritable() ? 1 : 0);
    gauge(
        gauges,
        "skerry_disk_trouble",
        "1 while the disk is off, or within a minute of when its file system was full; else 0.",
        () -> disk.trouble() == null ? 0 : 1);
  }
}
