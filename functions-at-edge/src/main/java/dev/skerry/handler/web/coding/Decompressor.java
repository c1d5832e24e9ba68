package dev.skerry.handler.web.coding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Undoes a compression; anything behind its end is a problem. */
final class Decompressor implements Coder {
  private enum Part {
    HEAD,
    BODY,
    TAIL,
    OVER
  }

  private static final int TAIL_LENGTH = 8;

  private final Inflater inflater;
  private final GzipHead head = new GzipHead();
  private final CRC32 crc = new CRC32();
  private final byte[] tail = new byte[TAIL_LENGTH];
  private final boolean isGzip;
  private int tailLength;
  private Part part;
  private byte[] input = new byte[0];
  private int at;
  private boolean isFinished;

  Decompressor(Format format) {
    this.inflater = new Inflater(!format.isWrapped());
    this.isGzip = format == Format.GZIP;
    this.part = isGzip ? Part.HEAD : Part.BODY;
  }

  @Override
  public void feed(byte[] octets) {
    input = octets;
    at = 0;
  }

  @Override
  public void finish() {
    isFinished = true;
  }

  @Override
  public byte @Nullable [] next() throws CodingProblem {
    while (part == Part.HEAD && at < input.length) {
      if (head.takes(input[at++])) {
        part = Part.BODY;
      }
    }
    if (part == Part.BODY) {
      byte[] piece = inflated();
      if (piece != null) {
        return piece;
      }
    }
    while (part == Part.TAIL && at < input.length) {
      tail[tailLength++] = input[at++];
      if (tailLength == TAIL_LENGTH) {
        check();
        part = Part.OVER;
      }
    }
    if (part == Part.OVER && at < input.length) {
      throw new CodingProblem("something follows the end of the compressed data");
    }
    if (isFinished && part != Part.OVER) {
      throw new CodingProblem("the compressed data ends too early");
    }
    return null;
  }

  private byte @Nullable [] inflated() throws CodingProblem {
    if (inflater.needsInput() && at < input.length) {
      inflater.setInput(input, at, input.length - at);
      at = input.length;
    }
    byte[] piece = new byte[PIECE];
    int length;
    try {
      length = inflater.inflate(piece);
    } catch (DataFormatException e) {
      throw new CodingProblem("the data is not compressed like this: " + e.getMessage());
    }
    if (inflater.needsDictionary()) {
      throw new CodingProblem("the data needs a dictionary");
    }
    if (length == 0 && inflater.finished()) {
      at = input.length - inflater.getRemaining();
      part = isGzip ? Part.TAIL : Part.OVER;
    }
    crc.update(piece, 0, length);
    return length == 0 ? null : Arrays.copyOf(piece, length);
  }

  private void check() throws CodingProblem {
    if (number(0) != (int) crc.getValue() || number(4) != (int) inflater.getBytesWritten()) {
      throw new CodingProblem("the checksum or the length is that of other data");
    }
  }

  private int number(int from) {
    return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(from);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
