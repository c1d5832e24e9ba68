package dev.skerry.edge.disk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksums of a body's chunks, made while the body passes by in pieces. */
final class ChunkSums {
  /** Bytes of a chunk; the last one of a body may be shorter. */
  static final int CHUNK_BYTES = 256 * 1024;

  private final ByteBuffer sums;
  private final CRC32C chunk = new CRC32C();
  private int inChunk;

  /** For a body of that length. */
  ChunkSums(long bodyLength) {
    sums = ByteBuffer.allocate(Integer.BYTES * count(bodyLength));
  }

  /** How many chunks a body of that length has. */
  static int count(long bodyLength) {
    return Math.toIntExact((bodyLength + CHUNK_BYTES - 1) / CHUNK_BYTES);
  }

  /** Takes the next bytes of the body; the piece's position does not change. */
  void add(ByteBuffer piece) {
    ByteBuffer rest = piece.duplicate();
    int end = rest.limit();
    while (rest.position() < end) {
      rest.limit(Math.min(end, rest.position() + CHUNK_BYTES - inChunk));
      inChunk += rest.remaining();
      chunk.update(rest);
      if (inChunk == CHUNK_BYTES) {
        endChunk();
      }
    }
  }

  private void endChunk() {
    sums.putInt((int) chunk.getValue());
    chunk.reset();
    inChunk = 0;
  }

  /** All sums, four bytes each, once the whole body has passed. */
  ByteBuffer finish() {
    if (inChunk > 0) {
      endChunk();
    }
    if (sums.hasRemaining()) {
      throw new IllegalStateException("the body is shorter than was said");
    }
    return sums.flip();
  }

  /** Whether a whole chunk has that sum; the buffer's position does not change. */
  static boolean isIntact(ByteBuffer wholeChunk, int sum) {
    CRC32C crc = new CRC32C();
    crc.update(wholeChunk.duplicate());
    return (int) crc.getValue() == sum;
  }
}
