package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordIndex.Entry;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Makes of the record of a freshened response one that only has the new head, where the body is on
 * the disk already and is too long to be written again for it. Used by the writer's thread.
 */
record FreshenedBody(SegmentLog segments, RecordIndex index) implements UnaryOperator<Draft> {
  /** Shorter bodies are written again: then all of the record is in one place. */
  private static final int WRITTEN_AGAIN_BYTES = 16 * 1024;

  @Override
  public Draft apply(Draft whole) {
    Entry entry =
        whole.header().bodyBytes() <= WRITTEN_AGAIN_BYTES ? null : index.find(whole.header().key());
    SegmentFile file = entry == null ? null : segments.segment(Place.segment(entry.place()));
    if (entry == null || file == null) {
      return whole;
    }
    try {
      RecordPrefix old = RecordPrefix.read(file, entry.place(), segments.secret());
      return old != null
              && old.header().key().equals(whole.header().key())
              && old.header().bodyBytes() == whole.header().bodyBytes()
          ? whole.withBodyOf(old)
          : whole;
    } catch (IOException e) {
      return whole;
    } finally {
      file.release();
    }
  }
}
