package dev.skerry.edge.compress;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes as gzip (RFC 1952). */
final class GzipEncoder implements Coder {
  private static final int LEVEL = 5;

  /** Magic, deflate, no flags, no time, no hint, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final Spares<Deflater> DEFLATERS =
      new Spares<>(() -> new Deflater(LEVEL, true), Deflater::end);

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Deflater deflater = DEFLATERS.take();
  private final CRC32 checksum = new CRC32();
  private boolean begun;
  private boolean ended;

  @Override
  public boolean code(ByteBuf in, ByteBuf out, Step step) {
    if (ended) {
      return true;
    }
    if (!begun) {
      begun = true;
      out.writeBytes(HEADER);
    }
    ByteBuffer input = in.nioBuffer();
    ByteBuffer taken = input.duplicate();
    deflater.setInput(input);
    if (step == Step.FINISH) {
      deflater.finish();
    }
    // The trailer of 8 bytes must fit too.
    int room = out.writableBytes() - 2 * Integer.BYTES;
    ByteBuffer output = out.nioBuffer(out.writerIndex(), room);
    int written =
        deflater.deflate(output, step == Step.FLUSH ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH);
    out.writerIndex(out.writerIndex() + written);
    taken.limit(input.position());
    in.skipBytes(taken.remaining());
    checksum.update(taken);
    deflater.setInput(NOTHING);
    if (step == Step.FINISH) {
      ended = deflater.finished();
      if (ended) {
        out.writeIntLE((int) checksum.getValue()).writeIntLE((int) deflater.getBytesRead());
      }
      return ended;
    }
    return !in.isReadable() && written < room;
  }

  @Override
  public void close() {
    deflater.reset();
    DEFLATERS.give(deflater);
  }
}
