package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Limits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A part of a dump's file: its kind (1), its number from 0 (4), its length (4), so many octets, and
 * the CRC-32C of all these (4). Numbers are big-endian.
 *
 * <p>A dump is {@code SKRYDUMP}, then one {@link #HEADER} with the version (4) and the stamp (8),
 * then {@link #ROWS}: each row as the lengths of key (4) and value (4), the key and the value; then
 * one {@link #END} with the numbers of rows (8) and of their octets (8), and nothing more.
 *
 * @param kind one of the three
 * @param octets what is in it
 */
record Block(byte kind, ByteBuffer octets) {
  static final byte[] MAGIC = {'S', 'K', 'R', 'Y', 'D', 'U', 'M', 'P'};
  static final int VERSION = 1;
  static final byte HEADER = 'H';
  static final byte ROWS = 'R';
  static final byte END = 'E';

  /** Octets after which a block of rows is ended. */
  static final int FULL_BYTES = 1 << 20;

  static final int ROW_BYTES = 2 * Integer.BYTES;
  static final int MOST_BYTES = FULL_BYTES + ROW_BYTES + Limits.KEY_BYTES + Limits.VALUE_BYTES;
  private static final int FRAME_BYTES = 1 + 2 * Integer.BYTES;

  /** Writes octets as the block of a number. */
  static void write(DataOutputStream out, byte kind, int number, byte[] octets) throws IOException {
    byte[] frame =
        ByteBuffer.allocate(FRAME_BYTES).put(kind).putInt(number).putInt(octets.length).array();
    out.write(frame);
    out.write(octets);
    out.writeInt(checksum(frame, octets));
  }

  /** Reads the block of a number. */
  static Block read(DataInputStream in, int number) throws IOException {
    try {
      byte[] frame = new byte[FRAME_BYTES];
      in.readFully(frame);
      ByteBuffer fields = ByteBuffer.wrap(frame);
      byte kind = fields.get();
      int told = fields.getInt();
      int length = fields.getInt();
      if (length < 0 || length > MOST_BYTES) {
        throw damaged(number, "a length of " + length + " bytes, expected at most " + MOST_BYTES);
      }
      byte[] octets = in.readNBytes(length);
      if (in.readInt() != checksum(frame, octets)) {
        throw damaged(number, "octets that do not match their checksum");
      }
      if (told != number) {
        throw damaged(number, "the number " + told);
      }
      return new Block(kind, ByteBuffer.wrap(octets));
    } catch (EOFException e) {
      throw new EngineException.Corrupt("the dump ends in its block " + number, e);
    }
  }

  private static int checksum(byte[] frame, byte[] octets) {
    CRC32C crc = new CRC32C();
    crc.update(frame);
    crc.update(octets);
    return (int) crc.getValue();
  }

  static EngineException.Corrupt damaged(int number, String what) {
    return new EngineException.Corrupt("the dump's block " + number + " has " + what, null);
  }
}
