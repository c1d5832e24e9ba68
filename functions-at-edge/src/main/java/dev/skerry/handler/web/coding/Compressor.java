package dev.skerry.handler.web.coding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Compresses at the usual level. */
final class Compressor implements Coder {
  /** Identification, deflate, no flags, no time, no level, no system. */
  private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final Format format;
  private final Deflater deflater;
  private final CRC32 crc = new CRC32();
  private boolean headIsDue;
  private boolean tailIsDue;

  Compressor(Format format) {
    this.format = format;
    this.deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, !format.isWrapped());
    this.headIsDue = format == Format.GZIP;
    this.tailIsDue = format == Format.GZIP;
  }

  @Override
  public void feed(byte[] octets) {
    deflater.setInput(octets);
    crc.update(octets);
  }

  @Override
  public void finish() {
    deflater.finish();
  }

  @Override
  public byte @Nullable [] next() {
    if (headIsDue) {
      headIsDue = false;
      return GZIP_HEAD.clone();
    }
    byte[] piece = new byte[PIECE];
    int length = deflater.deflate(piece);
    if (length > 0) {
      return Arrays.copyOf(piece, length);
    }
    if (deflater.finished() && tailIsDue) {
      tailIsDue = false;
      return ByteBuffer.allocate(8)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt((int) crc.getValue())
          .putInt((int) deflater.getBytesRead())
          .array();
    }
    return null;
  }

  @Override
  public void close() {
    deflater.end();
  }

  @Override
  public String toString() {
    return "compressor of " + format;
  }
}
