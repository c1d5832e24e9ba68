package dev.skerry.edge.disk;

import java.util.concurrent.atomic.LongAdder;

/** What has happened in the disk tier since the start. Safe for any thread. */
public final class DiskCounters {
  final LongAdder hits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder writes = new LongAdder();
  final LongAdder writtenBytes = new LongAdder();
  final LongAdder moves = new LongAdder();
  final LongAdder evictedSegments = new LongAdder();
  final LongAdder drops = new LongAdder();
  final LongAdder late = new LongAdder();
  final LongAdder busy = new LongAdder();
  final LongAdder damaged = new LongAdder();
  final LongAdder errors = new LongAdder();

  DiskCounters() {}

  /** Keys that were brought back from the disk. */
  public long hits() {
    return hits.sum();
  }

  /** Keys that the index knew, and of which nothing usable was found on the disk. */
  public long misses() {
    return misses.sum();
  }

  /** Stored responses that were written. */
  public long writes() {
    return writes.sum();
  }

  /** Bytes that were written, with all overhead. */
  public long writtenBytes() {
    return writtenBytes.sum();
  }

  /** Records that were moved on when their segment was evicted. */
  public long moves() {
    return moves.sum();
  }

  /** Segments that were evicted. */
  public long evictedSegments() {
    return evictedSegments.sum();
  }

  /** Stored responses that were not written, as the disk could not keep up or was off. */
  public long drops() {
    return drops.sum();
  }

  /** Windows of content that did not come in time, so that a response was broken off. */
  public long late() {
    return late.sum();
  }

  /** Reads that were not begun, as too many were waiting. */
  public long busy() {
    return busy.sum();
  }

  /** Records that were not as they had been written. */
  public long damaged() {
    return damaged.sum();
  }

  /** Reads and writes that failed. */
  public long errors() {
    return errors.sum();
  }
}
