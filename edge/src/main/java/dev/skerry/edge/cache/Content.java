package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCounted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The content of one response, in blocks off the heap: written once from begin to end by one event
 * loop, and read while it grows by any number of {@link ContentReader readers} on any event loop.
 *
 * <p>It begins <em>kept</em>: every block stays, so that it can be stored, and the writer is never
 * slowed by a reader. When it grows over its limit, or the {@link FillBudget} is used up, it
 * becomes a <em>window</em>: blocks that every reader has passed are released, the writer is paused
 * while more than {@link #WINDOW_BYTES} wait, and nobody can begin to read any more. A window is
 * never stored.
 *
 * <p><b>Threads.</b> The writer's methods are called by one event loop. What readers see is
 * published under the monitor of this object, held for a few field accesses only; complete content
 * is immutable and read without it. Wake-ups are handed to the reader's or writer's own executor,
 * never run here.
 *
 * <p>Reference counted: the maker, each reader and each stored response hold one.
 */
public final class Content extends AbstractReferenceCounted {
  /** How much may wait for the slowest reader of a window. */
  static final int WINDOW_BYTES = 256 * 1024;

  private static final int FIRST_BLOCK_BYTES = 4 * 1024;
  private static final int LARGEST_DOUBLED_BLOCK_BYTES = 256 * 1024;
  private static final int WINDOW_BLOCK_BYTES = 64 * 1024;

  private enum State {
    GROWING,
    COMPLETE,
    FAILED
  }

  /** What the writer is to do after a piece. */
  public enum Pace {
    /** Go on. */
    CONTINUE,
    /** Pause the source; {@code onDrained} says when to resume it. */
    PAUSE,
    /** Nobody reads it and it cannot be stored: give up. */
    ABANDON
  }

  private final long declaredLength;
  private final long keepLimit;
  private final ContentMemory memory;
  private final FillBudget budget;
  private final List<ContentReader> readers = new ArrayList<>(2);
  private @Nullable Executor writer;
  private @Nullable Runnable onDrained;

  private Block[] blocks = new Block[1];

  /** Where each block begins, in bytes from the begin of the content. */
  private long[] starts = new long[1];

  /** Where the last block begins; the writer's. */
  private long lastStart;

  private int firstBlock;
  private int blockCount;
  private long reserved;
  private boolean kept = true;
  private boolean writerPaused;
  private volatile long written;
  private volatile State state = State.GROWING;
  private Fields trailers = Fields.EMPTY;
  private @Nullable ProxyError error;

  /**
   * Makes empty content.
   *
   * @param declaredLength the length in bytes if it is known, else -1
   * @param keepLimit how many bytes may be kept; more make it a window
   * @param memory where its blocks come from
   */
  public Content(long declaredLength, long keepLimit, ContentMemory memory) {
    this.declaredLength = declaredLength;
    this.keepLimit = keepLimit;
    this.memory = memory;
    this.budget = memory.budget();
    this.kept = declaredLength <= keepLimit;
  }

  /** Names who is to be told when a paused writer may go on. */
  public void writer(Executor executor, Runnable drained) {
    writer = executor;
    onDrained = drained;
  }

  // ---- the writer

  /** Adds a piece; copies it and releases the buffer. */
  public Pace append(ByteBuf piece) {
    try {
      while (piece.isReadable()) {
        Block block = blockWithRoom(piece.readableBytes());
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

  /** Says that all content has been written. Unused room of the last block is given back. */
  public void complete(Fields trailerSection) {
    synchronized (this) {
      trimLastBlock();
      trailers = trailerSection.isEmpty() ? Fields.EMPTY : trailerSection.freeze();
      state = State.COMPLETE;
      wakeReaders();
      if (kept) {
        readers.clear();
      }
    }
  }

  /** Says that the content will never be complete. */
  public void fail(ProxyError cause) {
    synchronized (this) {
      error = cause;
      state = State.FAILED;
      wakeReaders();
    }
  }

  private Block blockWithRoom(int wanted) {
    Block last = lastBlock();
    if (last != null && written - lastStart < last.capacity()) {
      return last;
    }
    int size = nextBlockSize(wanted);
    if (kept && (written + wanted > keepLimit || !budget.reserve(size))) {
      becomeWindow();
    }
    Block block = kept ? keptBlock(size) : null;
    if (block == null) {
      block =
          new MemoryBlock(
              ByteBufAllocator.DEFAULT.directBuffer(WINDOW_BLOCK_BYTES, WINDOW_BLOCK_BYTES));
    }
    lastStart = written;
    synchronized (this) {
      if (blockCount == blocks.length) {
        blocks = Arrays.copyOf(blocks, 2 * blockCount);
        starts = Arrays.copyOf(starts, 2 * blockCount);
      }
      blocks[blockCount] = block;
      starts[blockCount] = written;
      blockCount++;
    }
    return block;
  }

  /** Under the monitor, as a reader may move the places of a window's blocks. */
  private synchronized @Nullable Block lastBlock() {
    return blockCount > firstBlock ? blocks[blockCount - 1] : null;
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

  private int nextBlockSize(int wanted) {
    if (declaredLength >= 0 && kept) {
      return memory.blockBytes(declaredLength - written);
    }
    int doubled = (int) Math.min(Math.max(written, FIRST_BLOCK_BYTES), LARGEST_DOUBLED_BLOCK_BYTES);
    return Math.min(Math.max(wanted, doubled), LARGEST_DOUBLED_BLOCK_BYTES);
  }

  private synchronized void publish(long newWritten) {
    written = newWritten;
    wakeReaders();
  }

  private synchronized Pace pace() {
    if (kept) {
      return Pace.CONTINUE;
    }
    if (readers.isEmpty()) {
      return Pace.ABANDON;
    }
    releasePassedBlocks();
    writerPaused = written - slowestPosition() > WINDOW_BYTES;
    return writerPaused ? Pace.PAUSE : Pace.CONTINUE;
  }

  private synchronized void becomeWindow() {
    kept = false;
    giveBackReservation();
    releasePassedBlocks();
  }

  private void trimLastBlock() {
    if (!kept || blockCount == 0) {
      return;
    }
    Block last = blocks[blockCount - 1];
    int used = (int) (written - lastStart);
    long waste = last.weight(last.capacity()) - last.weight(used);
    if (last.capacity() - used > last.capacity() / 8) {
      try {
        blocks[blockCount - 1] = last.trimmed(used);
      } catch (OutOfMemoryError directMemoryIsUsedUp) {
        // The waste stays, rather than the fill and all who wait for it.
        return;
      }
      reserved -= waste;
      budget.release(waste);
    }
  }

  // ---- readers

  /**
   * Begins to read a range.
   *
   * @param from first byte
   * @param to one past the last byte; {@code Long.MAX_VALUE} for all there will be
   * @param executor the reader's event loop
   * @param wake run there when something can be read after {@link ContentReader#read} gave nothing
   * @return null if the bytes from {@code from} on are no longer here
   */
  public @Nullable ContentReader open(long from, long to, Executor executor, Runnable wake) {
    try {
      retain();
    } catch (IllegalReferenceCountException gone) {
      return null;
    }
    ContentReader reader = new ContentReader(this, from, to, executor, wake);
    if (state == State.COMPLETE && kept) {
      return reader;
    }
    synchronized (this) {
      if (state == State.COMPLETE && kept) {
        return reader;
      }
      if (kept || firstBlock == 0) {
        readers.add(reader);
        return reader;
      }
    }
    release();
    return null;
  }

  /**
   * All of complete content as one buffer that the caller releases; null if it is not complete, not
   * in one block of memory, or gone.
   */
  public @Nullable ByteBuf inOnePiece() {
    if (state != State.COMPLETE || !kept || blockCount != 1) {
      return null;
    }
    try {
      return blocks[0] instanceof MemoryBlock(ByteBuf bytes) ? bytes.retainedDuplicate() : null;
    } catch (IllegalReferenceCountException gone) {
      return null;
    }
  }

  /** Takes up to {@code max} bytes for the reader, or null if there are none now. */
  @Nullable ByteBuf read(ContentReader reader, int max) {
    if (state == State.COMPLETE && kept) {
      return slice(reader, max);
    }
    synchronized (this) {
      ByteBuf slice = slice(reader, max);
      if (slice == null) {
        reader.waiting = state == State.GROWING;
      } else if (!kept) {
        releasePassedBlocks();
        wakeWriter();
      }
      return slice;
    }
  }

  void close(ContentReader reader) {
    if (state != State.COMPLETE || !kept) {
      synchronized (this) {
        readers.remove(reader);
        if (!kept) {
          releasePassedBlocks();
          wakeWriter();
        }
      }
    }
    release();
  }

  /** Takes up to {@code max} bytes as a region; null if there are none now, or not in a file. */
  @Nullable FileRegion readRegion(ContentReader reader, long max) {
    if (state == State.COMPLETE && kept) {
      return region(reader, max);
    }
    synchronized (this) {
      return region(reader, max);
    }
  }

  private @Nullable FileRegion region(ContentReader reader, long max) {
    long position = reader.position;
    long available = Math.min(written, reader.to) - position;
    if (available <= 0) {
      return null;
    }
    int index = blockAt(position);
    long n = Math.min(Math.min(available, max), endOf(index) - position);
    FileRegion region = blocks[index].region(position - starts[index], n);
    if (region != null) {
      reader.position = position + n;
    }
    return region;
  }

  private @Nullable ByteBuf slice(ContentReader reader, int max) {
    long position = reader.position;
    long available = Math.min(written, reader.to) - position;
    if (available <= 0) {
      return null;
    }
    int index = blockAt(position);
    int n = (int) Math.min(Math.min(available, max), endOf(index) - position);
    ByteBuf slice = blocks[index].slice(position - starts[index], n);
    reader.position = position + n;
    return slice;
  }

  private long endOf(int index) {
    return index + 1 < blockCount ? starts[index + 1] : written;
  }

  private int blockAt(long position) {
    int found = Arrays.binarySearch(starts, firstBlock, blockCount, position);
    return found >= 0 ? found : -found - 2;
  }

  private long slowestPosition() {
    long slowest = written;
    for (ContentReader reader : readers) {
      slowest = Math.min(slowest, reader.position);
    }
    return slowest;
  }

  private void releasePassedBlocks() {
    long slowest = slowestPosition();
    while (firstBlock < blockCount - 1 && starts[firstBlock + 1] <= slowest) {
      blocks[firstBlock].release();
      firstBlock++;
    }
    compact();
  }

  /**
   * Forgets the places of released blocks, so that a window's table does not grow with the content.
   */
  private void compact() {
    if (firstBlock > 64 && 2 * firstBlock > blockCount) {
      int live = blockCount - firstBlock;
      System.arraycopy(blocks, firstBlock, blocks, 1, live);
      System.arraycopy(starts, firstBlock, starts, 1, live);
      Arrays.fill(starts, 0, 1, -1);
      firstBlock = 1;
      blockCount = live + 1;
    }
  }

  private void wakeReaders() {
    for (ContentReader reader : readers) {
      if (reader.waiting) {
        reader.waiting = false;
        reader.executor.execute(reader.wake);
      }
    }
  }

  private void wakeWriter() {
    if (readers.isEmpty() || written - slowestPosition() <= WINDOW_BYTES / 2) {
      if (writerPaused && writer != null && onDrained != null) {
        writerPaused = false;
        writer.execute(onDrained);
      }
    }
  }

  // ---- what it is

  /** Bytes that can be read so far; the length once complete. */
  public long written() {
    return written;
  }

  /** The length in bytes: the declared one, or the true one once complete; else -1. */
  public long length() {
    return state == State.COMPLETE ? written : declaredLength;
  }

  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Whether nothing was dropped, so that it can be stored once complete. */
  public boolean isKept() {
    return kept;
  }

  /** Whether nobody reads it and it is not kept. */
  public synchronized boolean isAbandoned() {
    return !kept && readers.isEmpty();
  }

  /** Why it failed, or null if it did not. */
  public @Nullable ProxyError error() {
    return state == State.FAILED ? error : null;
  }

  /** The trailer section, once complete. */
  public Fields trailers() {
    return trailers;
  }

  /** The memory of its blocks in bytes, with what the bookkeeping of each costs. */
  public long weight() {
    long bytes = 160;
    for (int i = firstBlock; i < blockCount; i++) {
      bytes += 160 + blocks[i].weight(endOf(i) - starts[i]);
    }
    return bytes;
  }

  /**
   * Gives back what was taken from the {@link FillBudget}: from now on the index accounts for it.
   */
  public synchronized void giveBackReservation() {
    budget.release(reserved);
    reserved = 0;
  }

  @Override
  protected void deallocate() {
    for (int i = firstBlock; i < blockCount; i++) {
      blocks[i].release();
    }
    giveBackReservation();
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }
}
