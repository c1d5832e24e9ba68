package dev.skerry.loadtest.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/**
 * Content of any length whose every block differs from every other, so that a lost, doubled or
 * moved one changes the checksum.
 */
final class BulkContent {
  static final int BLOCK_BYTES = 64 * 1024;

  private final byte[] block = new byte[BLOCK_BYTES];
  private long number;

  BulkContent() {
    new Random(7).nextBytes(block);
  }

  /** Writes this many bytes and counts them as they go. */
  void writeTo(OutputStream out, long length, AtomicLong written) throws IOException {
    for (long left = length; left > 0; ) {
      int part = (int) Math.min(left, BLOCK_BYTES);
      out.write(nextBlock(), 0, part);
      written.addAndGet(part);
      left -= part;
    }
  }

  private byte[] nextBlock() {
    ByteBuffer.wrap(block).putLong(number++);
    return block;
  }

  /** The checksum of content of this length. */
  static long checksum(long length) {
    BulkContent content = new BulkContent();
    CRC32C sum = new CRC32C();
    for (long left = length; left > 0; left -= BLOCK_BYTES) {
      sum.update(content.nextBlock(), 0, (int) Math.min(left, BLOCK_BYTES));
    }
    return sum.getValue();
  }

  /** Reads this many bytes, or less at the end of the stream, and returns their checksum. */
  static long read(InputStream in, long length, AtomicLong read) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[BLOCK_BYTES];
    for (long left = length; left > 0; ) {
      int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (got < 0) {
        break;
      }
      sum.update(buffer, 0, got);
      read.addAndGet(got);
      left -= got;
    }
    return sum.getValue();
  }
}
