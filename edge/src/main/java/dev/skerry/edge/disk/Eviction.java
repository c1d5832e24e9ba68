package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import dev.skerry.edge.disk.RecordIndex.Entry;
import dev.skerry.edge.disk.SegmentLog.Sealed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A segment on its way out, the oldest there was: records of it that were asked for since they were
 * written, and are of use still, are moved on, as far as they are no large share of it; all others
 * are gone from the index.
 *
 * <p>What is moved on stays in the index where it was until its new record can be read. Used by the
 * writer's thread only.
 */
final class Eviction {
  private static final Logger log = LoggerFactory.getLogger(Eviction.class);

  private final SegmentLog segments;
  private final RecordIndex index;
  private final DiskCounters counters;
  private final Sealed segment;
  private final List<Entry> hot = new ArrayList<>();

  private Eviction(SegmentLog segments, RecordIndex index, DiskCounters counters, Sealed segment) {
    this.segments = segments;
    this.index = index;
    this.counters = counters;
    this.segment = segment;
  }

  /**
   * Begins to evict the oldest segment.
   *
   * @param nowMillis records that are useless by then are not moved on
   * @return null if there is none
   */
  static @Nullable Eviction ofOldest(
      SegmentLog segments, RecordIndex index, DiskCounters counters, long nowMillis) {
    Sealed oldest = segments.takeOldest();
    if (oldest == null) {
      return null;
    }
    counters.evictedSegments.increment();
    Eviction eviction = new Eviction(segments, index, counters, oldest);
    try {
      RecordList records = SegmentFooter.read(oldest.file(), segments.secret());
      eviction.sort(
          records == null ? SegmentScan.of(oldest.file(), segments.secret()) : records, nowMillis);
    } catch (IOException e) {
      log.warn("the records of {} cannot be listed; they are dropped", oldest.file(), e);
      counters.errors.increment();
      index.removeSegment(oldest.file().number());
    }
    return eviction;
  }

  private void sort(RecordList records, long nowMillis) {
    long[] left = {segments.sizes().mostMoved()};
    records.forEach(
        (kind, key, offset, bytes, _, uselessFromMillis) -> {
          long place = Place.of(segment.file().number(), offset);
          Entry entry = kind.isStored() ? index.find(key) : null;
          if (entry == null) {
            return;
          }
          boolean here = entry.place() == place;
          // Freshened, its body may stand here; if so and it is not moved on, a later read finds
          // the body gone.
          boolean concerned = here || (entry.freshened() && kind == Kind.RESPONSE);
          if (concerned && entry.hit() && uselessFromMillis > nowMillis && bytes <= left[0]) {
            left[0] -= bytes;
            hot.add(entry);
          } else if (here) {
            var _ = index.remove(key, place);
          }
        });
  }

  /** The records that are to be moved on. */
  List<Entry> hot() {
    return hot;
  }

  /** A record of these as it is to be written again; null if it need not or cannot be. */
  @Nullable Draft draft(Entry entry) {
    SegmentFile file = segments.segment(Place.segment(entry.place()));
    if (file == null) {
      return null;
    }
    try {
      RecordPrefix prefix = RecordPrefix.read(file, entry.place(), segments.secret());
      if (prefix == null || !prefix.header().key().equals(entry.key())) {
        counters.damaged.increment();
        return null;
      }
      RecordHeader header = prefix.header();
      return header.bodySegment() != segment.file().number()
          ? null
          : new Draft(
              header.withOwnBody(),
              prefix.head(),
              prefix.sums(),
              new FileBody(segment.file(), header.bodyStart(), header.bodyBytes()));
    } catch (IOException e) {
      counters.errors.increment();
      return null;
    } finally {
      file.release();
    }
  }

  /** Takes out of the index what was to be moved on and was not; lets the segment go. */
  void close() throws IOException {
    for (Entry entry : hot) {
      if (Place.segment(entry.place()) == segment.file().number()) {
        var _ = index.remove(entry.key(), entry.place());
      }
    }
    segments.drop(segment);
  }
}
