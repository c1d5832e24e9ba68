package dev.skerry.loadtest.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;

/**
 * The content of a key: bytes from a place in an endless repetition of one block that follows from
 * the key, so that any part of it can be made and checked without the rest.
 */
public final class Content {
  /** A prime, so that no buffer size of anybody divides it. */
  private static final int PERIOD = 65_537;

  /** The block, several times over, so that most parts are one slice. */
  private static final ByteBuf BLOCKS = blocks();

  private Content() {}

  private static ByteBuf blocks() {
    byte[] block = new byte[PERIOD];
    new Random(25).nextBytes(block);
    ByteBuf repeated = Unpooled.directBuffer(PERIOD * 17);
    for (int i = 0; i < 17; i++) {
      repeated.writeBytes(block);
    }
    return Unpooled.unreleasableBuffer(repeated.asReadOnly());
  }

  /** Where the content of a key begins in the block. */
  public static int start(String key) {
    return Math.floorMod(key.hashCode() * 0x9E3779B9, PERIOD);
  }

  /** The bytes from an offset on, of content that begins at {@code start}; at most a megabyte. */
  public static ByteBuf slice(int start, long offset, long length) {
    int from = (int) ((start + offset) % PERIOD);
    return BLOCKS.retainedSlice(from, (int) Math.min(length, (long) PERIOD * 16));
  }

  /** Whether a buffer's readable bytes are the content from that offset on. */
  public static boolean matches(ByteBuf bytes, int start, long offset) {
    int checked = 0;
    while (checked < bytes.readableBytes()) {
      int from = (int) ((start + offset + checked) % PERIOD);
      int length = Math.min(bytes.readableBytes() - checked, PERIOD);
      if (!ByteBufUtil.equals(bytes, bytes.readerIndex() + checked, BLOCKS, from, length)) {
        return false;
      }
      checked += length;
    }
    return true;
  }
}
