package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Content} needs only until it is complete and stored; dropped then, so that what is
 * stored stays small. Guarded by the content's monitor, but for what is the writer's alone.
 */
final class Growth {
  final long declaredLength;
  final long keepLimit;
  final ContentMemory memory;
  final BlockTable table = new BlockTable();
  final List<ContentReader> readers = new ArrayList<>(2);

  /** Where the last block begins; the writer's. */
  long lastStart;

  /** Taken from the fill budget. */
  long reserved;

  Fields trailers = Fields.EMPTY;
  boolean writerPaused;
  @Nullable Executor writer;
  @Nullable Runnable onDrained;

  /** Why it failed. */
  @Nullable ProxyError error;

  Growth(long declaredLength, long keepLimit, ContentMemory memory) {
    this.declaredLength = declaredLength;
    this.keepLimit = keepLimit;
    this.memory = memory;
  }

  /** How far the slowest reader is; {@code written} if there is none. */
  long slowestPosition(long written) {
    long slowest = written;
    for (ContentReader reader : readers) {
      slowest = Math.min(slowest, reader.position);
    }
    return slowest;
  }

  /** Tells the readers that wait that there is more, or that there will be no more. */
  void wakeReaders() {
    for (ContentReader reader : readers) {
      if (reader.waiting) {
        reader.waiting = false;
        reader.executor.execute(reader.wake);
      }
    }
  }

  /** Tells a paused writer that it may go on, where little enough waits for the slowest reader. */
  void wakeWriter(long written) {
    boolean drained =
        readers.isEmpty() || written - slowestPosition(written) <= Content.WINDOW_BYTES / 2;
    if (drained && writerPaused && writer != null && onDrained != null) {
      writerPaused = false;
      writer.execute(onDrained);
    }
  }
}
