package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The end of a sealed segment: the list of its records, and behind it, at the end of the file, how
 * many they are, where the list begins, and a checksum over all of it.
 */
final class SegmentFooter {
  private static final int MAGIC = 0x534B_5246;
  private static final int TRAILER_BYTES = 32;

  /** No segment has more records; a larger number is damage. */
  private static final int MAX_RECORDS = 40_000_000;

  private SegmentFooter() {}

  /** The footer of a segment, to be written at an offset. */
  static ByteBuffer of(RecordList records, int segment, long offset, long secret) {
    ByteBuffer out =
        ByteBuffer.allocate(
            Math.toIntExact((long) records.size() * RecordList.ENTRY_BYTES + TRAILER_BYTES));
    records.write(out);
    out.putInt(MAGIC).putInt(segment).putLong(offset).putInt(records.size()).putInt(0);
    out.putInt(sum(out.duplicate().flip(), secret)).putInt(MAGIC);
    return out.flip();
  }

  /**
   * Reads the footer of a segment.
   *
   * @return null if it has none, or a damaged one: then it is to be scanned
   */
  static @Nullable RecordList read(SegmentFile segment, long secret) throws IOException {
    long size = segment.size();
    if (size < TRAILER_BYTES) {
      return null;
    }
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES);
    segment.read(trailer, size - TRAILER_BYTES);
    trailer.flip();
    int magic = trailer.getInt();
    int number = trailer.getInt();
    long offset = trailer.getLong();
    int count = trailer.getInt();
    if (magic != MAGIC
        || number != segment.number()
        || count < 0
        || count > MAX_RECORDS
        || offset != size - TRAILER_BYTES - (long) count * RecordList.ENTRY_BYTES) {
      return null;
    }
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size - offset));
    segment.read(all, offset);
    all.flip();
    int end = all.limit() - 8;
    return all.getInt(end) == sum(all.duplicate().limit(end), secret)
        ? RecordList.read(all, count)
        : null;
  }

  private static int sum(ByteBuffer covered, long secret) {
    CRC32C crc = new CRC32C();
    crc.update(covered);
    for (int shift = 56; shift >= 0; shift -= 8) {
      crc.update((int) (secret >>> shift));
    }
    return (int) crc.getValue();
  }
}
