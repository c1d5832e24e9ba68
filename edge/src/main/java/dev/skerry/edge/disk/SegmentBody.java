package dev.skerry.edge.disk;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.DiskBody;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.http.Fields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A body of a record while the memory tier has its response: shows it window by window, each
 * verified whenever a thread of the disk brings it in.
 *
 * <p>Holds the segment's file, which knows of it: so that the response can be taken out of the
 * memory tier when the segment is dropped. Safe for any thread.
 */
final class SegmentBody implements DiskBody, Windows.Source {
  /** Bytes that are brought in at a time; the last window of a body may be shorter. */
  static final int WINDOW_BYTES = 2 * ChunkSums.CHUNK_BYTES;

  private static final int CHUNKS_OF_WINDOW = WINDOW_BYTES / ChunkSums.CHUNK_BYTES;
  private static final int OWN_BYTES = 160;

  private static final ThreadLocal<ByteBuffer> CHUNK =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(ChunkSums.CHUNK_BYTES));

  private final SegmentFile file;
  private final long start;
  private final long length;
  private final ByteBuffer sums;
  private final Windows windows;
  private final CacheKey key;
  private final ResponseStore store;
  private final Runnable damaged;
  private final AtomicLongArray verified;

  /** What is made of it; null for the moment that this takes. */
  private volatile @Nullable Content content;

  /**
   * Where a body stands.
   *
   * @param file with a reference that the body owns from now on
   * @param start in the file
   * @param sums those of the body's chunks
   */
  record Extent(SegmentFile file, long start, long length, ByteBuffer sums) {}

  /** Who uses a body: the store has its response under a key. */
  record User(CacheKey key, ResponseStore store, Runnable damaged) {}

  private SegmentBody(Extent extent, Windows windows, User user) {
    this.file = extent.file();
    this.start = extent.start();
    this.length = extent.length();
    this.sums = extent.sums().slice();
    this.windows = windows;
    this.key = user.key();
    this.store = user.store();
    this.damaged = user.damaged();
    int count = Math.toIntExact((length + WINDOW_BYTES - 1) / WINDOW_BYTES);
    this.verified = new AtomicLongArray((count + Long.SIZE - 1) / Long.SIZE);
  }

  /**
   * Makes complete content of a body, with one reference.
   *
   * @param user told if the body turns out to be damaged
   */
  static Content content(
      Extent extent, Fields trailers, ContentMemory memory, Windows windows, User user) {
    SegmentBody body = new SegmentBody(extent, windows, user);
    body.file.used(body);
    Content made = Content.onDisk(body, trailers, memory);
    body.content = made;
    return made;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public FileChannel file() {
    return file.channel();
  }

  @Override
  public long position() {
    return start;
  }

  // ---- windows

  @Override
  public long readyUntil(long from) {
    int window = (int) (from / WINDOW_BYTES);
    long end = end(window);
    boolean known = (verified.get(window >>> 6) & 1L << window) != 0;
    return known && file.isInPageCache(start + from, start + end) ? end : from;
  }

  private long end(int window) {
    return Math.min(length, (window + 1L) * WINDOW_BYTES);
  }

  @Override
  public void bring(long at, Waiter waiter) {
    windows.bring(this, at, waiter);
  }

  @Override
  public boolean hold() {
    return file.tryRetain();
  }

  @Override
  public void letGo() {
    file.release();
  }

  @Override
  public long bringNow(long at) throws IOException {
    int window = (int) (at / WINDOW_BYTES);
    long end = end(window);
    if (readyUntil(at) > at) {
      return end;
    }
    file.map(start + end);
    int chunk = window * CHUNKS_OF_WINDOW;
    for (long from = (long) window * WINDOW_BYTES; from < end; from += ChunkSums.CHUNK_BYTES) {
      if (!isIntact(chunk++, from, Math.min(end, from + ChunkSums.CHUNK_BYTES))) {
        return -1;
      }
    }
    verified.accumulateAndGet(window >>> 6, 1L << window, (bits, bit) -> bits | bit);
    return end;
  }

  private boolean isIntact(int chunk, long from, long to) throws IOException {
    ByteBuffer bytes = CHUNK.get().clear().limit((int) (to - from));
    file.read(bytes, start + from);
    return ChunkSums.isIntact(bytes.flip(), sums.getInt(chunk * Integer.BYTES));
  }

  @Override
  public void isDamaged() {
    damaged.run();
    forget();
  }

  // ---- the memory tier

  @Override
  public boolean isDropped() {
    return file.isDropped();
  }

  /** Takes its response out of the memory tier. */
  void forget() {
    Content used = content;
    if (used != null) {
      store.forget(key, used);
    }
  }

  @Override
  public int heapBytes() {
    return OWN_BYTES + sums.capacity() + Long.BYTES * verified.length();
  }

  @Override
  public void release() {
    file.unused(this);
    file.release();
  }
}
