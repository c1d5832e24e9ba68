package dev.skerry.edge.compress;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes gzip: one or more members, checksums verified (RFC 1952). */
final class GzipDecoder implements Coder {
  private static final int TRAILER_BYTES = 8;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private static final Spares<Inflater> INFLATERS =
      new Spares<>(() -> new Inflater(true), Inflater::end);

  private final Inflater inflater = INFLATERS.take();
  private final CRC32 checksum = new CRC32();
  private GzipHeader header = new GzipHeader();
  private boolean inBody;
  private long trailer;
  private int trailerBytes;
  private boolean anyMember;
  private boolean ignoring;

  @Override
  public boolean code(ByteBuf in, ByteBuf out, Step step) throws CodingException {
    boolean hungry = true;
    while (hungry) {
      if (!inBody) {
        hungry = readHeader(in);
        inBody = hungry;
      } else if (!inflater.finished()) {
        inflate(in, out);
        if (!inflater.finished()) {
          if (!out.isWritable()) {
            return false;
          }
          hungry = in.isReadable();
        }
      } else {
        hungry = readTrailer(in);
      }
    }
    if (step == Step.FINISH && !ignoring && (inBody || header.begun() || !anyMember)) {
      throw new CodingException("gzip content ends too early");
    }
    return true;
  }

  /** Reads on in a header; what follows a member and is no member is ignored, as browsers do. */
  private boolean readHeader(ByteBuf in) throws CodingException {
    try {
      if (!ignoring) {
        return header.read(in);
      }
    } catch (CodingException e) {
      if (!anyMember) {
        throw e;
      }
      ignoring = true;
    }
    in.skipBytes(in.readableBytes());
    return false;
  }

  private void inflate(ByteBuf in, ByteBuf out) throws CodingException {
    ByteBuffer input = in.nioBuffer();
    ByteBuffer output = out.nioBuffer(out.writerIndex(), out.writableBytes());
    ByteBuffer decoded = output.duplicate();
    int before = input.position();
    inflater.setInput(input);
    int written;
    try {
      written = inflater.inflate(output);
    } catch (DataFormatException e) {
      throw new CodingException("gzip content is corrupt");
    }
    if (inflater.needsDictionary()) {
      throw new CodingException("gzip content wants a dictionary");
    }
    in.skipBytes(input.position() - before);
    inflater.setInput(NOTHING);
    out.writerIndex(out.writerIndex() + written);
    checksum.update(decoded.limit(decoded.position() + written));
  }

  /** Reads CRC32 and length, both in little endian; true if they were complete, and right. */
  private boolean readTrailer(ByteBuf in) throws CodingException {
    while (trailerBytes < TRAILER_BYTES && in.isReadable()) {
      trailer |= (long) in.readUnsignedByte() << (8 * trailerBytes++);
    }
    if (trailerBytes < TRAILER_BYTES) {
      return false;
    }
    long expected = checksum.getValue() | inflater.getBytesWritten() << 32;
    if (trailer != expected) {
      throw new CodingException("gzip content does not match its checksum");
    }
    anyMember = true;
    inBody = false;
    header = new GzipHeader();
    trailer = 0;
    trailerBytes = 0;
    checksum.reset();
    inflater.reset();
    return true;
  }

  @Override
  public void close() {
    inflater.reset();
    INFLATERS.give(inflater);
  }
}
