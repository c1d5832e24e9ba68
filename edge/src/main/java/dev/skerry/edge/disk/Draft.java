package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record before it has a place.
 *
 * @param header as it will be, but for the place
 * @param head the packed head; its position does not change
 * @param sums those of the body's chunks, or null to be made when it is written
 * @param body what stands behind them
 */
record Draft(RecordHeader header, ByteBuffer head, @Nullable ByteBuffer sums, RecordBody body) {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** A stored response. */
  static Draft response(
      RecordKey key,
      ByteBuffer head,
      RecordBody body,
      long ticket,
      boolean soft,
      long uselessFromMillis) {
    return new Draft(
        new RecordHeader(
            Kind.RESPONSE,
            key,
            Place.NONE,
            head.remaining(),
            body.bytes(),
            ticket,
            soft,
            uselessFromMillis,
            Place.NONE,
            0),
        head,
        null,
        body);
  }

  /** The same stored response, with the body that stands in another record. */
  Draft withBodyOf(RecordPrefix other) {
    return new Draft(header.withBodyOf(other.header()), head, other.sums(), RecordBody.NONE);
  }

  /** The end of what was written of a key, or of a key and variant. */
  static Draft removed(Kind kind, RecordKey key) {
    return new Draft(
        RecordHeader.removed(kind, key, Place.NONE), NOTHING, NOTHING, RecordBody.NONE);
  }

  /** The sums, made now if they are not here yet. */
  ByteBuffer sumsOfBody() throws IOException {
    if (sums != null) {
      return sums;
    }
    ChunkSums made = new ChunkSums(body.bytes());
    body.show(made::add);
    return made.finish();
  }

  /** An upper bound of the record's length. */
  long recordBytes() {
    return header.recordBytes();
  }
}
