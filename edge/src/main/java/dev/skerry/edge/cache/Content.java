package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.IllegalReferenceCountException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The content of one response, in blocks off the heap: written once from begin to end by one event
 * loop, and read while it grows by any number of {@link ContentReader readers} on any event loop.
 *
 * <p>It begins <em>kept</em>: every block stays, so that it can be stored, and the writer is never
 * slowed by a reader. When it grows over its limit, or the {@link FillBudget} is used up, it
 * becomes a <em>window</em>: blocks that every reader has passed are released, the writer is paused
 * while more than {@link Growth#WINDOW_BYTES} wait, and nobody can begin to read any more. A window
 * is never stored.
 *
 * <p><b>Threads.</b> The writer's methods are called by one event loop. What readers see is
 * published under the monitor of this object, held for a few field accesses only; complete content
 * is immutable and read without it. Wake-ups are handed to the reader's or writer's own executor,
 * never run here.
 *
 * <p>Reference counted: the maker, each reader and each stored response hold one.
 *
 * <p>Small once it is stored: what it needed to grow is dropped then.
 */
public final class Content {
  private static final int OWN_BYTES = 40;

  private static final AtomicIntegerFieldUpdater<Content> REFERENCES =
      AtomicIntegerFieldUpdater.newUpdater(Content.class, "references");

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

  private volatile int references = 1;

  /** Null once it is complete, kept, its reservation given back, and without trailers. */
  private @Nullable Growth growth;

  /** The one block of complete, kept content; null where it has none or several. */
  private @Nullable Block only;

  /** The blocks of complete, kept content that are not one. */
  private @Nullable BlockTable table;

  private boolean kept;
  private volatile long written;
  private volatile State state = State.GROWING;

  /**
   * Makes empty content.
   *
   * @param declaredLength the length in bytes if it is known, else -1
   * @param keepLimit how many bytes may be kept; more make it a window
   * @param memory where its blocks come from
   */
  public Content(long declaredLength, long keepLimit, ContentMemory memory) {
    this.growth = new Growth(this, declaredLength, keepLimit, memory);
    this.kept = declaredLength <= keepLimit;
  }

  /**
   * Makes complete content whose bytes stand on a disk; it has one reference.
   *
   * @param body released when nobody uses the content any more
   * @param memory only for what content needs in any case; nothing is taken from it
   */
  public static Content onDisk(DiskBody body, Fields trailers, ContentMemory memory) {
    Content content = new Content(body.length(), Long.MAX_VALUE, memory);
    content.growth().table.add(new DiskBlock(body), 0);
    content.written = body.length();
    content.complete(trailers);
    content.giveBackReservation();
    return content;
  }

  /**
   * Whether its first bytes cannot be sent before the disk has brought them; false if it is gone.
   * Never waits.
   */
  public boolean isCold() {
    DiskBody body = diskBody();
    // Held meanwhile: it may be evicted at any moment, and its file closed with that.
    if (body == null || body.length() == 0 || !tryRetain()) {
      return false;
    }
    try {
      return body.readyUntil(0) == 0;
    } finally {
      release();
    }
  }

  /** Where its bytes stand on a disk; null if they do not. */
  public @Nullable DiskBody diskBody() {
    return only instanceof DiskBlock block ? block.body() : null;
  }

  private Growth growth() {
    Growth now = growth;
    if (now == null) {
      throw new IllegalStateException("this content is complete and stored");
    }
    return now;
  }

  // ---- the writer

  /** Names who is to be told when a paused writer may go on. */
  public void writer(Executor executor, Runnable drained) {
    growth().writer(executor, drained);
  }

  /** Adds a piece; copies it and releases the buffer. */
  public Pace append(ByteBuf piece) {
    return growth().append(piece);
  }

  /** Says that all content has been written. Unused room of the last block is given back. */
  public synchronized void complete(Fields trailerSection) {
    Growth now = growth();
    if (kept) {
      now.trimLastBlock();
      only = now.table.only();
      table = only != null ? null : now.table.isEmpty() ? BlockTable.EMPTY : now.table;
    }
    now.trailers = trailerSection.isEmpty() ? Fields.EMPTY : trailerSection.freeze();
    state = State.COMPLETE;
    now.wakeReaders();
    if (kept) {
      now.forgetWhoWaits();
    }
  }

  /** Says that the content will never be complete: nobody can begin to read it any more. */
  public synchronized void fail(ProxyError cause) {
    Growth now = growth();
    now.error = cause;
    state = State.FAILED;
    now.wakeReaders();
  }

  /** Says how far it is written; under the monitor. */
  void written(long bytes) {
    written = bytes;
  }

  /** Keeps no longer what every reader has passed, and gives back what was reserved. */
  void keepNoLonger() {
    kept = false;
    giveBackReservation();
  }

  // ---- readers

  /**
   * Begins to read a range.
   *
   * @param from first byte
   * @param to one past the last byte; {@code Long.MAX_VALUE} for all there will be
   * @param executor the reader's event loop
   * @param wake run there when something can be read after {@link ContentReader#read} gave nothing
   * @return null if the bytes from {@code from} on are no longer here, or some will never come
   */
  public @Nullable ContentReader open(long from, long to, Executor executor, Runnable wake) {
    if (!tryRetain()) {
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
      Growth now = growth();
      if (state != State.FAILED && (kept || !now.table.hasReleased())) {
        now.readers.add(reader);
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
    if (state != State.COMPLETE || !kept) {
      return null;
    }
    return only instanceof MemoryBlock block ? block.tryOpen(0, (int) written) : null;
  }

  /**
   * All of complete content as one region of a file that the caller releases; null if it is not
   * complete, longer than {@code max} bytes, not in one extent of the memory's file, or gone.
   */
  public @Nullable FileRegion inOneRegion(long max) {
    if (state != State.COMPLETE || !kept || written > max) {
      return null;
    }
    return only instanceof FileBlock block ? block.tryRegion(written) : null;
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
        growth().releasePassed();
      }
      return slice;
    }
  }

  void close(ContentReader reader) {
    if (state != State.COMPLETE || !kept) {
      synchronized (this) {
        Growth now = growth;
        if (now != null) {
          now.readers.remove(reader);
        }
        if (!kept) {
          growth().releasePassed();
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
      FileRegion region = region(reader, max);
      if (region != null && !kept) {
        growth().releasePassed();
      }
      return region;
    }
  }

  private @Nullable FileRegion region(ContentReader reader, long max) {
    long position = reader.position;
    long available = Math.min(written, reader.to) - position;
    if (available <= 0) {
      return null;
    }
    Block one = only;
    long n = Math.min(available, max);
    FileRegion region;
    if (one != null) {
      n = one.ready(reader, position, n);
      region = n == 0 ? null : one.region(position, n);
    } else {
      BlockTable blocks = blocks();
      int place = blocks.at(position);
      n = Math.min(n, blocks.end(place, written) - position);
      region = blocks.block(place).region(position - blocks.start(place), n);
    }
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
    int n = (int) Math.min(available, max);
    ByteBuf slice;
    Block one = only;
    if (one != null) {
      n = (int) one.ready(reader, position, n);
      if (n == 0) {
        return null;
      }
      slice = one.slice(position, n);
    } else {
      BlockTable blocks = blocks();
      int place = blocks.at(position);
      n = (int) Math.min(n, blocks.end(place, written) - position);
      slice = blocks.block(place).slice(position - blocks.start(place), n);
    }
    reader.position = position + n;
    return slice;
  }

  private BlockTable blocks() {
    BlockTable complete = table;
    return complete != null ? complete : growth().table;
  }

  // ---- what it is

  /** Bytes that can be read so far; the length once complete. */
  public long written() {
    return written;
  }

  /** The length in bytes: the declared one, or the true one once complete; else -1. */
  public long length() {
    Growth now = growth;
    return now == null || state == State.COMPLETE ? written : now.declaredLength;
  }

  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Whether it will never be complete. */
  public boolean isFailed() {
    return state == State.FAILED;
  }

  /** Whether nothing was dropped, so that it can be stored once complete. */
  public boolean isKept() {
    return kept;
  }

  /** Whether nobody reads it and it is not kept. */
  public synchronized boolean isAbandoned() {
    return !kept && growth().readers.isEmpty();
  }

  /** Why it failed, or null if it did not. */
  public @Nullable ProxyError error() {
    return state == State.FAILED ? growth().error : null;
  }

  /** The trailer section, once complete. */
  public Fields trailers() {
    Growth now = growth;
    return now == null ? Fields.EMPTY : now.trailers;
  }

  /** The memory of its blocks, in bytes. */
  public synchronized long weight() {
    Block one = only;
    return one != null ? one.weight(written) : blocks().weight(written);
  }

  /** What it costs on the heap once it is stored, in bytes. */
  synchronized long heapWeight() {
    return OWN_BYTES + (only != null ? only.heapBytes() : blocks().heapWeight());
  }

  /**
   * Gives back what was taken from the {@link FillBudget}: from now on the index accounts for it.
   */
  public synchronized void giveBackReservation() {
    Growth now = growth;
    if (now != null) {
      now.giveBackReservation();
      if (state == State.COMPLETE && kept && now.trailers.isEmpty()) {
        growth = null;
      }
    }
  }

  // ---- references

  /**
   * Takes one more reference.
   *
   * @throws IllegalReferenceCountException if it is gone
   */
  public Content retain() {
    if (!tryRetain()) {
      throw new IllegalReferenceCountException(0, 1);
    }
    return this;
  }

  private boolean tryRetain() {
    for (; ; ) {
      int now = references;
      if (now <= 0) {
        return false;
      }
      if (REFERENCES.compareAndSet(this, now, now + 1)) {
        return true;
      }
    }
  }

  /**
   * Gives up a reference.
   *
   * @return whether it was the last
   */
  public boolean release() {
    int left = REFERENCES.decrementAndGet(this);
    if (left < 0) {
      throw new IllegalReferenceCountException(left + 1, -1);
    }
    if (left == 0) {
      deallocate();
    }
    return left == 0;
  }

  /** The references there are. */
  public int refCnt() {
    return references;
  }

  private synchronized void deallocate() {
    Block one = only;
    if (one != null) {
      one.release();
    } else {
      blocks().releaseAll();
    }
    giveBackReservation();
  }
}
