package dev.skerry.control.tables;

import dev.skerry.control.api.CallMemory;
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
  private static final int PIECE_BYTES = 8 << 10;
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final byte[] MAGIC = {0x1F, (byte) 0x8B, 8};
  private static final int CHECKED = 2;
  private static final int EXTRA = 4;
  private static final int NAMED = 8;
  private static final int COMMENTED = 16;

  private final ByteBuffer coded;
  private final int most;
  private final DecodedParts decoded;
  private final byte[] piece = new byte[PIECE_BYTES];

  /** Decodes octets to so many at most. */
  GzipDecoder(byte[] octets, int most, CallMemory memory) {
    this.coded = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    this.most = most;
    this.decoded = new DecodedParts(memory);
  }

  /** Decodes all of it. */
  Decoded decode() {
    Inflater inflater = new Inflater(true);
    try {
      do {
        Decoded.@Nullable Wrong wrong = header() ? member(inflater) : Decoded.Wrong.NOT_GZIP;
        if (wrong != null) {
          return wrong;
        }
        inflater.reset();
      } while (coded.hasRemaining());
      return decoded.whole();
    } catch (DataFormatException e) {
      return Decoded.Wrong.NOT_GZIP;
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

  /** Decodes what is behind a header, and passes over it; null if nothing is wrong. */
  private Decoded.@Nullable Wrong member(Inflater inflater) throws DataFormatException {
    CRC32 checksum = new CRC32();
    inflater.setInput(coded);
    while (!inflater.finished()) {
      int length = inflater.inflate(piece);
      if (length == 0 && !inflater.finished()) {
        return Decoded.Wrong.NOT_GZIP;
      }
      if (length > most - decoded.size()) {
        return Decoded.Wrong.TOO_LONG;
      }
      checksum.update(piece, 0, length);
      if (!decoded.add(piece, length)) {
        return Decoded.Wrong.NO_MEMORY;
      }
    }
    boolean whole =
        coded.remaining() >= TRAILER_BYTES
            && coded.getInt() == (int) checksum.getValue()
            && coded.getInt() == (int) inflater.getBytesWritten();
    return whole ? null : Decoded.Wrong.NOT_GZIP;
  }
}
