package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The records of one segment in the order in which they stand there: what its footer says. Kept in
 * primitive arrays, as there may be a hundred thousand.
 */
final class RecordList {
  /** Bytes of an entry in a footer. */
  static final int ENTRY_BYTES = 48;

  private static final int LONGS = ENTRY_BYTES / Long.BYTES;

  /** What is told of each record. */
  interface Visitor {
    /**
     * A record.
     *
     * @param offset where it begins in its segment
     * @param bytes its length on disk
     */
    void record(
        Kind kind, RecordKey key, long offset, long bytes, long ticket, long uselessFromMillis);
  }

  private long[] entries = new long[64 * LONGS];
  private int size;
  private long lowestTicket = Long.MAX_VALUE;
  private long highestTicket;

  /** Adds the next record. */
  void add(RecordHeader header) {
    if ((size + 1) * LONGS > entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    int at = size * LONGS;
    entries[at] = header.key().a();
    entries[at + 1] = header.key().b();
    entries[at + 2] = Place.offset(header.place());
    entries[at + 3] = header.recordBytes() << 8 | header.kind().code();
    entries[at + 4] = header.ticket();
    entries[at + 5] = header.uselessFromMillis();
    note(header.kind(), header.ticket());
    size++;
  }

  private void note(Kind kind, long ticket) {
    if (kind.isStored()) {
      lowestTicket = Math.min(lowestTicket, ticket);
      highestTicket = Math.max(highestTicket, ticket);
    }
  }

  int size() {
    return size;
  }

  /**
   * The lowest purge number of a stored response in it; {@code Long.MAX_VALUE} if there is none.
   */
  long lowestTicket() {
    return lowestTicket;
  }

  /** The highest purge number of a stored response in it, at least 0. */
  long highestTicket() {
    return highestTicket;
  }

  /** Shows all records in order. */
  void forEach(Visitor visitor) {
    for (int at = 0; at < size * LONGS; at += LONGS) {
      Kind kind = Kind.of((int) (entries[at + 3] & 0xFF));
      if (kind != null) {
        visitor.record(
            kind,
            new RecordKey(entries[at], entries[at + 1]),
            entries[at + 2],
            entries[at + 3] >>> 8,
            entries[at + 4],
            entries[at + 5]);
      }
    }
  }

  /** Writes all entries. */
  void write(ByteBuffer out) {
    for (int i = 0; i < size * LONGS; i++) {
      out.putLong(entries[i]);
    }
  }

  /** Reads so many entries that were verified. */
  static RecordList read(ByteBuffer in, int count) {
    RecordList list = new RecordList();
    list.entries = new long[Math.max(1, count) * LONGS];
    in.asLongBuffer().get(list.entries, 0, count * LONGS);
    list.size = count;
    list.forEach((kind, _, _, _, ticket, _) -> list.note(kind, ticket));
    return list;
  }
}
