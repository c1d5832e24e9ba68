package dev.skerry.edge.disk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the begin of every record: what it is of, how long its parts are, and where it
 * stands itself.
 *
 * <p>A record is this header, the packed head of the stored response, the checksums of the body's
 * chunks, and the body, filled up to {@link Place#ALIGNMENT}. One checksum covers all before the
 * body; it begins with the disk's secret and covers the record's own place, so that no content can
 * pass for a record, and none that was copied elsewhere.
 *
 * @param place where the record stands
 * @param headBytes length of the packed head
 * @param bodyBytes length of the body
 * @param ticket the purge number up to which the stored response was compared
 * @param soft whether a soft purge has hit it
 * @param uselessFromMillis from when on it may not be served without validation, whatever happens
 * @param bodyPlace for {@link Kind#FRESHENED}: the place of the record that has the body
 * @param bodyOffset for {@link Kind#FRESHENED}: where in that record's segment the body begins
 */
record RecordHeader(
    Kind kind,
    RecordKey key,
    long place,
    int headBytes,
    long bodyBytes,
    long ticket,
    boolean soft,
    long uselessFromMillis,
    long bodyPlace,
    long bodyOffset) {
  /** What a record says. */
  enum Kind {
    /** A stored response. */
    RESPONSE(1),
    /** A stored response whose body stands in an earlier record: after a validation. */
    FRESHENED(2),
    /** That no earlier record of the key and variant counts. */
    REMOVED(3),
    /** That no earlier record of the key counts. */
    ALL_REMOVED(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** What stands for it on the disk, in a byte. */
    int code() {
      return code;
    }

    /** Whether it stands for a stored response. */
    boolean isStored() {
      return this == RESPONSE || this == FRESHENED;
    }

    static @Nullable Kind of(int code) {
      return switch (code) {
        case 1 -> RESPONSE;
        case 2 -> FRESHENED;
        case 3 -> REMOVED;
        case 4 -> ALL_REMOVED;
        default -> null;
      };
    }
  }

  /** Bytes of the header itself. */
  static final int BYTES = 80;

  /** No packed head is longer. */
  static final int MAX_HEAD_BYTES = 1 << 20;

  private static final int MAGIC = 0x534B_5231;
  private static final int COVERED_FROM = 8;

  static RecordHeader removed(Kind kind, RecordKey key, long place) {
    return new RecordHeader(kind, key, place, 0, 0, 0, false, 0, 0, 0);
  }

  /** Bytes before the body: this, the packed head, the sums. */
  int prefixBytes() {
    return BYTES + headBytes + Integer.BYTES * ChunkSums.count(bodyBytes);
  }

  /** Bytes of the body in this record: none where it stands in another. */
  long bodyBytesHere() {
    return kind == Kind.RESPONSE ? bodyBytes : 0;
  }

  /** Bytes of the record on disk, filled up. */
  long recordBytes() {
    return Place.aligned(prefixBytes() + bodyBytesHere());
  }

  /** Where the body begins in its segment. */
  long bodyStart() {
    return kind == Kind.RESPONSE ? Place.offset(place) + prefixBytes() : bodyOffset;
  }

  /** The segment in which the body stands. */
  int bodySegment() {
    return Place.segment(kind == Kind.RESPONSE ? place : bodyPlace);
  }

  /** The same at a place. */
  RecordHeader at(long newPlace) {
    return new RecordHeader(
        kind,
        key,
        newPlace,
        headBytes,
        bodyBytes,
        ticket,
        soft,
        uselessFromMillis,
        bodyPlace,
        bodyOffset);
  }

  /** The same with the body of another record, of the same length. */
  RecordHeader withBodyOf(RecordHeader other) {
    return new RecordHeader(
        Kind.FRESHENED,
        key,
        place,
        headBytes,
        bodyBytes,
        ticket,
        soft,
        uselessFromMillis,
        other.kind == Kind.FRESHENED ? other.bodyPlace : other.place,
        other.bodyStart());
  }

  /** The same with a body of its own. */
  RecordHeader withOwnBody() {
    return new RecordHeader(
        Kind.RESPONSE,
        key,
        place,
        headBytes,
        bodyBytes,
        ticket,
        soft,
        uselessFromMillis,
        Place.NONE,
        0);
  }

  /** Writes the header; the packed head and the sums must stand behind it in the buffer already. */
  void write(ByteBuffer prefix, int at, long secret) {
    prefix.putInt(at, MAGIC);
    prefix.putInt(at + 8, kind.code() << 24 | (soft ? 1 : 0) << 16);
    prefix.putInt(at + 12, headBytes);
    prefix.putLong(at + 16, bodyBytes);
    prefix.putLong(at + 24, key.a());
    prefix.putLong(at + 32, key.b());
    prefix.putLong(at + 40, ticket);
    prefix.putLong(at + 48, uselessFromMillis);
    prefix.putLong(at + 56, place);
    prefix.putLong(at + 64, bodyPlace);
    prefix.putLong(at + 72, bodyOffset);
    prefix.putInt(at + 4, sum(prefix, at, prefixBytes(), secret));
  }

  /**
   * Reads a header whose lengths may be; null if there can be none. It counts only if the whole
   * prefix {@linkplain #isIntact is intact}.
   */
  static @Nullable RecordHeader read(ByteBuffer in, int at) {
    if (in.limit() - at < BYTES || in.getInt(at) != MAGIC) {
      return null;
    }
    int word = in.getInt(at + 8);
    Kind kind = Kind.of(word >>> 24);
    int head = in.getInt(at + 12);
    long body = in.getLong(at + 16);
    if (kind == null || head < 0 || head > MAX_HEAD_BYTES || body < 0 || body > Place.MAX_OFFSET) {
      return null;
    }
    return new RecordHeader(
        kind,
        new RecordKey(in.getLong(at + 24), in.getLong(at + 32)),
        in.getLong(at + 56),
        head,
        body,
        in.getLong(at + 40),
        (word >>> 16 & 1) == 1,
        in.getLong(at + 48),
        in.getLong(at + 64),
        in.getLong(at + 72));
  }

  /** Whether the prefix, all of which is in the buffer, is as it was written, and stands where. */
  boolean isIntact(ByteBuffer in, int at, long expectedPlace, long secret) {
    return place == expectedPlace
        && in.limit() - at >= prefixBytes()
        && in.getInt(at + 4) == sum(in, at, prefixBytes(), secret);
  }

  private static int sum(ByteBuffer in, int at, int prefixBytes, long secret) {
    CRC32C crc = new CRC32C();
    for (int shift = 56; shift >= 0; shift -= 8) {
      crc.update((int) (secret >>> shift));
    }
    crc.update(in.duplicate().limit(at + prefixBytes).position(at + COVERED_FROM));
    return (int) crc.getValue();
  }
}
