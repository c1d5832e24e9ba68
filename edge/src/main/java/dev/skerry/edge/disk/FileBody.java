package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body that stands in a segment already, and is moved on. The mover holds the segment. */
record FileBody(SegmentFile segment, long offset, long bytes) implements RecordBody {
  private static final int PIECE_BYTES = 256 * 1024;

  @Override
  public void show(Sink sink) throws IOException {
    ByteBuffer piece = ByteBuffer.allocateDirect((int) Math.min(PIECE_BYTES, bytes));
    for (long at = 0; at < bytes; at += piece.capacity()) {
      piece.clear().limit((int) Math.min(piece.capacity(), bytes - at));
      segment.read(piece, offset + at);
      sink.piece(piece.flip());
    }
  }
}
