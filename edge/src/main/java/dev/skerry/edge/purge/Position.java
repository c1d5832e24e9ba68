package dev.skerry.edge.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How far a table has come in purges that are numbered elsewhere: every one up to this is applied.
 *
 * @param source names that numbering
 * @param sequence of the last purge in it, 0 or more
 * @param atMillis when that was ordered, as its source says; 0 if that is not known
 */
public record Position(String source, long sequence, long atMillis) {
  /** Where a purge has its number, which is above 0. */
  private static final long MARK = -1;

  private static final int TEXT_FROM = 3 * Long.BYTES;

  public Position {
    if (source.isEmpty() || sequence < 0) {
      throw new IllegalArgumentException("no position: " + source + ", " + sequence);
    }
  }

  /** As an entry of a {@link PurgeJournal}. */
  byte[] write() {
    byte[] name = source.getBytes(UTF_8);
    return ByteBuffer.allocate(TEXT_FROM + name.length)
        .putLong(MARK)
        .putLong(sequence)
        .putLong(atMillis)
        .put(name)
        .array();
  }

  /** Whether an entry is a position, and no purge. */
  static boolean isIn(byte[] entry) {
    return entry.length > Long.BYTES && ByteBuffer.wrap(entry).getLong() == MARK;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is nothing of the kind
   */
  static Position read(byte[] entry) throws IOException {
    if (entry.length <= TEXT_FROM) {
      throw new IOException("a position of " + entry.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(entry).position(Long.BYTES);
    long sequence = bytes.getLong();
    long atMillis = bytes.getLong();
    try {
      return new Position(
          new String(entry, TEXT_FROM, entry.length - TEXT_FROM, UTF_8), sequence, atMillis);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
