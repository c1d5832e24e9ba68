package dev.skerry.edge.codec;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;

/** Writes what stands around the chunks of content (RFC 9112 §7.1), for both sides. */
public final class Chunks {
  /** Room that {@link #begin} needs at most. */
  public static final int MAX_BEGIN_BYTES = 12;

  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Chunks() {}

  /**
   * Writes what stands before a chunk's octets: the end of the chunk before, and the size.
   *
   * @param size more than 0
   * @param first whether no chunk was before
   */
  public static void begin(ByteBuf out, int size, boolean first) {
    if (size <= 0) {
      throw new IllegalArgumentException("a chunk must not be empty, got size " + size);
    }
    if (!first) {
      out.writeShort('\r' << 8 | '\n');
    }
    int shift = (31 - Integer.numberOfLeadingZeros(size)) / 4 * 4;
    for (; shift >= 0; shift -= 4) {
      out.writeByte(DIGITS[(size >>> shift) & 0xf]);
    }
    out.writeShort('\r' << 8 | '\n');
  }

  /**
   * Writes what stands after the last chunk: its end, the chunk of size zero, the trailer section.
   *
   * @param first whether no chunk was before
   */
  public static void end(ByteBuf out, Fields trailers, boolean first) {
    if (!first) {
      out.writeShort('\r' << 8 | '\n');
    }
    out.writeMedium('0' << 16 | '\r' << 8 | '\n');
    if (!trailers.isEmpty()) {
      HeadBuilder section = new HeadBuilder();
      for (int i = 0; i < trailers.size(); i++) {
        if (!HopFields.isHop(trailers.name(i))) {
          section.field(trailers.name(i), trailers.value(i));
        }
      }
      section.writeTo(out);
    }
    out.writeShort('\r' << 8 | '\n');
  }
}
