package dev.skerry.edge.disk;

/**
 * How large the disk tier and its segments are.
 *
 * @param totalBytes what all segments together may take
 * @param segmentBytes how long a segment gets before the next one is begun; an object that is
 *     longer has a segment of its own, as long as it needs
 */
record SegmentSizes(long totalBytes, long segmentBytes) {
  private static final long SMALLEST = 1 << 20;
  private static final long USUAL = 64L << 20;
  private static final long LARGEST = 4L << 30;

  /** Few enough of them to keep all files open, enough that evicting one is no great loss. */
  private static final int MOST_SEGMENTS = 1024;

  private static final int FEWEST_SEGMENTS = 16;

  /** What a record takes at least, with its footer entry. */
  private static final int SMALLEST_RECORD = 192;

  /** Sizes that suit so many bytes in all. */
  static SegmentSizes of(long totalBytes) {
    long usual = Math.min(USUAL, totalBytes / FEWEST_SEGMENTS);
    long segment = Math.clamp(Math.max(usual, totalBytes / MOST_SEGMENTS), SMALLEST, LARGEST);
    return new SegmentSizes(totalBytes, segment);
  }

  /** No longer record is written: it would drive out a large share of the rest. */
  long longestRecord() {
    return Math.max(segmentBytes, totalBytes / 4);
  }

  /** Records that there can be at most, with room for so many in the index. */
  long mostRecords(long inIndex) {
    return Math.min(totalBytes / SMALLEST_RECORD, inIndex);
  }

  /**
   * Bytes of dropped segments that may stay as they are being read: a share that leaves most of the
   * disk to what is stored.
   */
  long mostHeld() {
    return Math.max(segmentBytes, totalBytes / 8);
  }

  /** Bytes of a segment's records that are moved on at most when it is evicted. */
  long mostMoved() {
    return segmentBytes / 4;
  }
}
