package dev.skerry.edge.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream, each at most {@link SyncCodec#LINE_BYTES_MAX} long. Not for several threads.
 */
public final class LineReader {
  private static final int CHUNK = 16 * 1024;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int from;
  private int to;

  /** Reads from a stream, which stays the caller's to close. */
  public LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its end, or null at the end of the stream. Empty lines are skipped.
   *
   * @throws SyncException if a line is too long, or the last one has no end
   */
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (from == to) {
        from = 0;
        to = Math.max(0, in.read(chunk));
        if (to == 0) {
          if (line.size() > 0) {
            throw new SyncException("the stream ends within a line");
          }
          return null;
        }
      }
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      line.write(chunk, from, end - from);
      boolean whole = end < to;
      from = whole ? end + 1 : end;
      if (line.size() >= SyncCodec.LINE_BYTES_MAX) {
        throw new SyncException("a line of more than " + SyncCodec.LINE_BYTES_MAX + " bytes");
      }
      if (whole && line.size() > 0) {
        return line.toByteArray();
      }
    }
  }
}
