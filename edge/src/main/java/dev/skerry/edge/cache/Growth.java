package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Content} while it grows: what it takes pieces into, who waits for them, and how it
 * becomes a window. Dropped once the content is complete and stored, so that what is stored stays
 * small.
 *
 * <p>{@link #append} is called by the writer's event loop; all that readers see is under the
 * content's monitor, which is held for a few field accesses only.
 */
final class Growth {
  /** How much may wait for the slowest reader of a window. */
  static final int WINDOW_BYTES = 256 * 1024;

  private static final int FIRST_BLOCK_BYTES = 4 * 1024;

  final long declaredLength;

  // under the content's monitor

  final BlockTable table = new BlockTable();
  final List<ContentReader> readers = new ArrayList<>(2);
  Fields trailers = Fields.EMPTY;

  /** Why it failed. */
  @Nullable ProxyError error;

  private boolean writerPaused;
  private @Nullable Executor writer;
  private @Nullable Runnable onDrained;

  // the writer's

  private final Content content;
  private final long keepLimit;
  private final ContentMemory memory;

  /** Where the last block begins. */
  private long lastStart;

  /** Taken from the fill budget. */
  private long reserved;

  Growth(Content content, long declaredLength, long keepLimit, ContentMemory memory) {
    this.content = content;
    this.declaredLength = declaredLength;
    this.keepLimit = keepLimit;
    this.memory = memory;
  }

  // ---- the writer

  void writer(Executor executor, Runnable drained) {
    writer = executor;
    onDrained = drained;
  }

  Content.Pace append(ByteBuf piece) {
    try {
      while (piece.isReadable()) {
        Block block = blockWithRoom(piece.readableBytes());
        long written = content.written();
        long offset = written - lastStart;
        int n = (int) Math.min(block.capacity() - offset, piece.readableBytes());
        block.write(offset, piece, n);
        publish(written + n);
      }
    } finally {
      piece.release();
    }
    return pace();
  }

  private Block blockWithRoom(int wanted) {
    long written = content.written();
    Block last = lastBlock();
    if (last != null && written - lastStart < last.capacity()) {
      return last;
    }
    int size = nextBlockSize(written, wanted);
    if (content.isKept() && (written + wanted > keepLimit || !memory.fills().reserve(size))) {
      becomeWindow();
    }
    Block block = content.isKept() ? keptBlock(size) : null;
    if (block == null) {
      block = memory.windowBlock();
    }
    lastStart = written;
    synchronized (content) {
      table.add(block, written);
    }
    return block;
  }

  /** Under the monitor, as a reader may move the places of a window's blocks. */
  private @Nullable Block lastBlock() {
    synchronized (content) {
      return table.last();
    }
  }

  /** A block of exactly that size; null, and no longer kept, where there is no memory for it. */
  private @Nullable Block keptBlock(int size) {
    reserved += size;
    Block block = memory.block(size);
    if (block == null) {
      becomeWindow();
    }
    return block;
  }

  private int nextBlockSize(long written, int wanted) {
    if (declaredLength >= 0 && content.isKept()) {
      return memory.blockBytes(declaredLength - written);
    }
    return memory.growingBlockBytes(Math.max(wanted, Math.max(written, FIRST_BLOCK_BYTES)));
  }

  private void publish(long written) {
    synchronized (content) {
      content.written(written);
      wakeReaders();
    }
  }

  private Content.Pace pace() {
    synchronized (content) {
      if (content.isKept()) {
        return Content.Pace.CONTINUE;
      }
      if (readers.isEmpty()) {
        return Content.Pace.ABANDON;
      }
      long slowest = slowestPosition();
      table.releaseBefore(slowest);
      writerPaused = content.written() - slowest > WINDOW_BYTES;
      return writerPaused ? Content.Pace.PAUSE : Content.Pace.CONTINUE;
    }
  }

  private void becomeWindow() {
    synchronized (content) {
      content.keepNoLonger();
      table.releaseBefore(slowestPosition());
    }
  }

  // ---- under the content's monitor

  /** Gives back the room of the last block that is not used. */
  void trimLastBlock() {
    Block last = table.last();
    if (last == null) {
      return;
    }
    int used = (int) (content.written() - lastStart);
    long waste = Math.min(last.capacity() - used, reserved);
    table.replaceLast(last.trimmed(used));
    reserved -= waste;
    memory.fills().release(waste);
  }

  /** Gives back what was taken from the {@link FillBudget}. */
  void giveBackReservation() {
    memory.fills().release(reserved);
    reserved = 0;
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

  /** It is complete, and readers need not be known any more. */
  void forgetWhoWaits() {
    readers.clear();
    writer = null;
    onDrained = null;
  }

  /** Releases what every reader has passed, and lets a paused writer go on if that is enough. */
  void releasePassed() {
    long slowest = slowestPosition();
    table.releaseBefore(slowest);
    boolean drained = readers.isEmpty() || content.written() - slowest <= WINDOW_BYTES / 2;
    if (drained && writerPaused && writer != null && onDrained != null) {
      writerPaused = false;
      writer.execute(onDrained);
    }
  }

  /** How far the slowest reader is; all that is written if there is none. */
  private long slowestPosition() {
    long slowest = content.written();
    for (ContentReader reader : readers) {
      slowest = Math.min(slowest, reader.position);
    }
    return slowest;
  }
}
