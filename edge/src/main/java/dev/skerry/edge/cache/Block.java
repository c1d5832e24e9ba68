package dev.skerry.edge.cache;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of memory or of a file that holds a part of some content: written once from begin to
 * end, and read meanwhile as far as it is written.
 *
 * <p>Reference counted: the content holds one reference, and each buffer and region handed out one.
 * Written by one event loop, read by any.
 */
interface Block {
  /** What a block costs on the heap, about. */
  int HEAP_BYTES = 24;

  /** How many bytes it can hold. */
  long capacity();

  /**
   * Copies bytes of a piece into it.
   *
   * @param offset where they go, in bytes from its begin
   * @param piece its reader index moves on
   * @param n how many, at least 1
   */
  void write(long offset, ByteBuf piece, int n);

  /**
   * How many of the next bytes the reader can take now without waiting; if it is 0 the reader is
   * woken when that has changed.
   *
   * @param n how many are written from there on, at least 1
   */
  default long ready(ContentReader reader, long offset, long n) {
    return n;
  }

  /** Bytes of it as a buffer that the caller releases; from memory, or read from the file. */
  ByteBuf slice(long offset, int n);

  /** Bytes of it as a region that the caller releases; null if it is in no file. */
  @Nullable FileRegion region(long offset, long n);

  /** Gives up the content's reference. */
  boolean release();

  /** The memory it takes when so much of it is written, in bytes. */
  long weight(long written);

  /** What it costs on the heap, in bytes, about. */
  default int heapBytes() {
    return HEAP_BYTES;
  }

  /** A block that holds the first bytes only, without the waste of this one, which is released. */
  Block trimmed(int written);
}
