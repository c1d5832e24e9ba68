package dev.skerry.control.tables;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one content, member by member. The JDK's stream calls itself for each further member, so
 * that many empty ones would end its thread's stack. Source: RFC 1952. Used once.
 */
final class GzipDecoder {
  private static final int PART_BYTES = 8 << 10;
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final byte[] MAGIC = {0x1F, (byte) 0x8B, 8};
  private static final int CHECKED = 2;
  private static final int EXTRA = 4;
  private static final int NAMED = 8;
  private static final int COMMENTED = 16;

  private final ByteBuffer coded;
  private final int most;
  private final ByteArrayOutputStream decoded;

  /** Decodes octets to so many at most. */
  GzipDecoder(byte[] octets, int most) {
    this.coded = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    this.most = most;
    this.decoded = new ByteArrayOutputStream(PART_BYTES);
  }

  /** The octets; null if they are not in this coding, or more. */
  byte @Nullable [] decode() {
    Inflater inflater = new Inflater(true);
    try {
      do {
        if (!header() || !member(inflater)) {
          return null;
        }
        inflater.reset();
      } while (coded.hasRemaining());
      return decoded.toByteArray();
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }

  /** Passes over a header; false if there is none, with what must be behind it. */
  private boolean header() {
    int at = coded.position();
    if (coded.remaining() < HEADER_BYTES + TRAILER_BYTES
        || coded.get(at) != MAGIC[0]
        || coded.get(at + 1) != MAGIC[1]
        || coded.get(at + 2) != MAGIC[2]) {
      return false;
    }
    int flags = coded.get(at + 3);
    coded.position(at + HEADER_BYTES);
    return (!has(flags, EXTRA) || skip(Short.toUnsignedInt(coded.getShort())))
        && (!has(flags, NAMED) || skipText())
        && (!has(flags, COMMENTED) || skipText())
        && (!has(flags, CHECKED) || skip(Short.BYTES));
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }

  private boolean skip(int octets) {
    if (octets > coded.remaining()) {
      return false;
    }
    coded.position(coded.position() + octets);
    return true;
  }

  private boolean skipText() {
    while (coded.hasRemaining()) {
      if (coded.get() == 0) {
        return true;
      }
    }
    return false;
  }

  /** Decodes what is behind a header, and passes over it; false if it is wrong or too much. */
  private boolean member(Inflater inflater) throws DataFormatException {
    CRC32 checksum = new CRC32();
    byte[] part = new byte[PART_BYTES];
    inflater.setInput(coded);
    while (!inflater.finished()) {
      int length = inflater.inflate(part);
      if ((length == 0 && !inflater.finished()) || length > most - decoded.size()) {
        return false;
      }
      checksum.update(part, 0, length);
      decoded.write(part, 0, length);
    }
    return coded.remaining() >= TRAILER_BYTES
        && coded.getInt() == (int) checksum.getValue()
        && coded.getInt() == (int) inflater.getBytesWritten();
  }
}
