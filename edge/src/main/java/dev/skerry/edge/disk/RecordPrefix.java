package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * All of a record but its body, read and verified.
 *
 * @param header where and what it is
 * @param bytes the whole prefix and, behind it, what was read of the body with it
 */
record RecordPrefix(RecordHeader header, ByteBuffer bytes) {
  /** What is read at first: most records are not longer. */
  private static final int FIRST_BYTES = 4 * 1024;

  /** Reads the record at a place; null if there is none intact. */
  static @Nullable RecordPrefix read(SegmentFile segment, long place, long secret)
      throws IOException {
    return read(segment, place, FIRST_BYTES, secret);
  }

  /**
   * Reads the record at a place.
   *
   * @param expectedBytes its length; a long one is read in part
   * @return null if there is none intact
   */
  static @Nullable RecordPrefix read(
      SegmentFile segment, long place, int expectedBytes, long secret) throws IOException {
    long offset = Place.offset(place);
    long rest = segment.size() - offset;
    if (rest < RecordHeader.BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.allocate((int) Math.min(rest, expectedBytes));
    segment.read(in, offset);
    in.flip();
    RecordHeader header = RecordHeader.read(in, 0);
    if (header == null || header.prefixBytes() > rest) {
      return null;
    }
    if (header.prefixBytes() > in.limit()) {
      in = ByteBuffer.allocate(header.prefixBytes());
      segment.read(in, offset);
      in.flip();
    }
    return header.isIntact(in, 0, place, secret) ? new RecordPrefix(header, in) : null;
  }

  /** The packed head. */
  ByteBuffer head() {
    return bytes.slice(RecordHeader.BYTES, header.headBytes());
  }

  /** The checksums of the body's chunks. */
  ByteBuffer sums() {
    int from = RecordHeader.BYTES + header.headBytes();
    return bytes.slice(from, header.prefixBytes() - from);
  }

  /** What was read of the body with the prefix. */
  ByteBuffer bodyBegin() {
    long end = Math.min(bytes.limit(), header.prefixBytes() + header.bodyBytesHere());
    return bytes.slice(header.prefixBytes(), (int) end - header.prefixBytes());
  }
}
