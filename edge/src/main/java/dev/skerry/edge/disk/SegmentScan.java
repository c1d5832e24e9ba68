package dev.skerry.edge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of a segment that has no footer, by reading their headers one after the other.
 *
 * <p>Where one is damaged the next intact one is searched for, so that only the damaged one is
 * lost. A record that does not end within the file is torn, and left out.
 */
final class SegmentScan {
  private static final int WINDOW_BYTES = 4 << 20;

  private final SegmentFile segment;
  private final long secret;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
  private long windowStart;

  private SegmentScan(SegmentFile segment, long secret) throws IOException {
    this.segment = segment;
    this.secret = secret;
    this.size = segment.size();
    window.limit(0);
  }

  static RecordList of(SegmentFile segment, long secret) throws IOException {
    return new SegmentScan(segment, secret).scan();
  }

  private RecordList scan() throws IOException {
    RecordList found = new RecordList();
    long at = 0;
    while (at + RecordHeader.BYTES <= size && at < Place.MAX_OFFSET) {
      RecordHeader header = intactAt(at);
      if (header == null) {
        at += Place.ALIGNMENT;
      } else {
        if (at + header.prefixBytes() + header.bodyBytesHere() <= size) {
          found.add(header);
        }
        at += header.recordBytes();
      }
    }
    return found;
  }

  private @Nullable RecordHeader intactAt(long at) throws IOException {
    int start = show(at, RecordHeader.BYTES);
    RecordHeader header = start < 0 ? null : RecordHeader.read(window, start);
    if (header == null || header.place() != Place.of(segment.number(), at)) {
      return null;
    }
    start = show(at, header.prefixBytes());
    return start >= 0 && header.isIntact(window, start, header.place(), secret) ? header : null;
  }

  /**
   * Brings so many bytes into the window; where they begin in it, or -1 if the file ends before.
   */
  private int show(long at, int bytes) throws IOException {
    if (at + bytes > size || bytes > WINDOW_BYTES) {
      return -1;
    }
    if (at < windowStart || at + bytes > windowStart + window.limit()) {
      window.clear().limit((int) Math.min(WINDOW_BYTES, size - at));
      segment.read(window, at);
      window.flip();
      windowStart = at;
    }
    return (int) (at - windowStart);
  }
}
