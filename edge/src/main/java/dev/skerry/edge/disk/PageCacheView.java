package dev.skerry.edge.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import org.jspecify.annotations.Nullable;

/**
 * Tells which bytes of a file are in the system's page cache, by a mapping of the file that nobody
 * reads through (mincore(2)).
 *
 * <p>While the file grows it is mapped again, each time a good deal longer: what is not mapped yet
 * counts as not there. Safe for any thread; closed when nobody can ask any more.
 */
final class PageCacheView implements AutoCloseable {
  private static final long LEAST_GROWTH_BYTES = 4L << 20;

  private final FileChannel file;
  private @Nullable Arena arena;
  private volatile @Nullable MemorySegment pages;

  PageCacheView(FileChannel file) {
    this.file = file;
  }

  /**
   * Sees to it that the file is mapped up to an offset.
   *
   * @param growing whether the file gets longer; then it may be mapped up to a little less
   */
  synchronized void reach(long end, boolean growing) throws IOException {
    MemorySegment now = pages;
    long mapped = now == null ? 0 : now.byteSize();
    if (end <= mapped) {
      return;
    }
    long size = file.size();
    boolean enough = size - mapped >= Math.max(mapped / 4, LEAST_GROWTH_BYTES);
    if (enough || mapped == 0 || !growing) {
      Arena all = arena;
      if (all == null) {
        all = Arena.ofShared();
        arena = all;
      }
      pages = file.map(MapMode.READ_ONLY, 0, size, all);
    }
  }

  /** Whether the pages of all these bytes are there. Never waits. */
  boolean isLoaded(long from, long to) {
    MemorySegment now = pages;
    return now != null && to <= now.byteSize() && now.asSlice(from, to - from).isLoaded();
  }

  /** Gives the mappings back. */
  @Override
  public synchronized void close() {
    pages = null;
    if (arena != null) {
      arena.close();
      arena = null;
    }
  }
}
