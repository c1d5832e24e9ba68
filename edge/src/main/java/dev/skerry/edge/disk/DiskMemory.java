package dev.skerry.edge.disk;

import java.io.IOException;

/**
 * The part of the cache's memory that a disk tier takes: at most half of it. Buffers and filters
 * are there from the start, the index grows with the records, up to what is left.
 *
 * @param seenKeys keys that are remembered as asked for
 * @param mostRecords records that the index has room for
 */
record DiskMemory(int seenKeys, long mostRecords) {
  private static final int SHARE = 2;

  /** No more than such a part of the heap, whatever the cache may take. */
  private static final int HEAP_SHARE = 8;

  private static final int MOST_SEEN_KEYS = 1 << 19;
  private static final int SEEN_SHARE = 64;
  private static final int SEEN_BYTES = 2;

  /** What a record takes in the index at most, on average. */
  private static final int RECORD_BYTES = 64;

  private static final long LEAST_INDEX_BYTES = 512 * 1024;

  /**
   * Divides it.
   *
   * @throws IOException if the cache has too little, with what to change
   */
  static DiskMemory of(long cacheBytes) throws IOException {
    int keys = seenKeys(cacheBytes);
    long index = cacheBytes / SHARE - fixedBytes(keys);
    if (index < LEAST_INDEX_BYTES) {
      throw new IOException(
          "cache.memory is "
              + (cacheBytes >> 10)
              + " KiB, but a disk needs buffers and an index of "
              + ((fixedBytes(keys) + LEAST_INDEX_BYTES) >> 10)
              + " KiB, which may be half of it; set cache.memory to at least 16MiB");
    }
    long onHeap = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    return new DiskMemory(keys, Math.min(index, onHeap) / RECORD_BYTES);
  }

  private static int seenKeys(long cacheBytes) {
    return (int) Math.min(MOST_SEEN_KEYS, cacheBytes / SEEN_SHARE);
  }

  /** What it takes beside the index. */
  long fixedBytes() {
    return fixedBytes(seenKeys);
  }

  private static long fixedBytes(int seenKeys) {
    return (long) SEEN_BYTES * seenKeys
        + Removals.BYTES
        + SegmentLog.BUFFER_BYTES
        + 2L * DiskTier.READERS * ChunkSums.CHUNK_BYTES;
  }
}
