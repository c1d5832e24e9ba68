package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment that is being written: takes records into a buffer, and gives them to the file in
 * large appends. Used by the writer's thread only.
 *
 * <p>What was appended can be read once it is {@linkplain #flush flushed}. After an exception it
 * takes nothing more; what was flushed before stays readable.
 */
final class OpenSegment {
  private final SegmentFile file;
  private final ByteBuffer buffer;
  private final long secret;
  private final RecordList records = new RecordList();
  private long flushed;

  /**
   * Begins a segment.
   *
   * @param buffer empty, and larger than any prefix of a record; may be used again by the next one
   */
  OpenSegment(SegmentFile file, ByteBuffer buffer, long secret) {
    this.file = file;
    this.buffer = buffer.clear();
    this.secret = secret;
  }

  SegmentFile file() {
    return file;
  }

  /** Bytes so far, those in the buffer included. */
  long bytes() {
    return flushed + buffer.position();
  }

  boolean isEmpty() {
    return records.size() == 0;
  }

  RecordList records() {
    return records;
  }

  /** Appends a record; gives its header with its place. */
  RecordHeader append(Draft draft) throws IOException {
    ByteBuffer sums = draft.sumsOfBody();
    RecordHeader header = draft.header().at(Place.of(file.number(), bytes()));
    appendPrefix(header, draft.head(), sums);
    long begin = bytes();
    draft.body().show(this::appendPiece);
    if (bytes() - begin != header.bodyBytesHere()) {
      throw new IOException(
          "a body of " + header.bodyBytesHere() + " bytes came to " + (bytes() - begin));
    }
    pad();
    records.add(header);
    return header;
  }

  private void appendPrefix(RecordHeader header, ByteBuffer head, ByteBuffer sums)
      throws IOException {
    if (buffer.remaining() < header.prefixBytes()) {
      flush();
    }
    int at = buffer.position();
    buffer.position(at + RecordHeader.BYTES).put(head.duplicate()).put(sums.duplicate());
    header.write(buffer, at, secret);
  }

  private void appendPiece(ByteBuffer piece) throws IOException {
    if (piece.remaining() > buffer.remaining()) {
      flush();
    }
    if (piece.remaining() >= buffer.capacity() / 4) {
      flush();
      int bytes = piece.remaining();
      file.write(piece, flushed);
      flushed += bytes;
    } else {
      buffer.put(piece);
    }
  }

  private void pad() throws IOException {
    int padding = (int) (Place.aligned(bytes()) - bytes());
    if (buffer.remaining() < padding) {
      flush();
    }
    for (int i = 0; i < padding; i++) {
      buffer.put((byte) 0);
    }
  }

  /** Gives all that is in the buffer to the file. */
  void flush() throws IOException {
    if (buffer.position() > 0) {
      int bytes = buffer.position();
      file.write(buffer.flip(), flushed);
      flushed += bytes;
      buffer.clear();
    }
  }

  /** Ends it with a footer. */
  void seal() throws IOException {
    flush();
    ByteBuffer footer = SegmentFooter.of(records, file.number(), flushed, secret);
    int bytes = footer.remaining();
    file.write(footer, flushed);
    flushed += bytes;
  }
}
