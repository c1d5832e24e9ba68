package dev.skerry.edge.memory;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A piece of memory off the heap that is counted and can be given back from any thread: written by
 * one thread, then sealed and only read.
 *
 * <p>Reference counted: who made it holds one reference, each buffer of it that is open another.
 * The count and the place are one number, so that a sealed block that its maker still has and
 * nobody reads can be moved to another place, and who opens it gets it where it is now. One object
 * of a few words: extend it to be what you keep.
 */
public abstract class SlabBlock {
  private static final AtomicLongFieldUpdater<SlabBlock> STATE =
      AtomicLongFieldUpdater.newUpdater(SlabBlock.class, "state");

  private static final int COUNT_BITS = Long.SIZE - 1 - Location.BITS;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  /**
   * Set while it stays where it is, whatever the count: until it is sealed, and for good once its
   * maker has given it up, as the references left are those of open buffers then.
   */
  private static final long FIXED = 1L << (Long.SIZE - 1);

  private static final long GONE = 0;

  private final Slabs slabs;
  private final int capacity;

  /** FIXED, then the location, then the count of references. */
  private volatile long state;

  /**
   * A block without memory, which {@link Slabs#place} gives it.
   *
   * @param capacity in bytes, 1 to {@link Slabs#MAX_BLOCK_BYTES}
   */
  protected SlabBlock(Slabs slabs, int capacity) {
    this.slabs = slabs;
    this.capacity = capacity;
  }

  /** Where its memory comes from. */
  protected final Slabs slabs() {
    return slabs;
  }

  /** How many bytes it can hold. */
  public final long capacity() {
    return capacity;
  }

  /** The memory that it takes, in bytes: a little more than it can hold. */
  public final int slotBytes() {
    return slabs.slotBytes(capacity);
  }

  /** Gives it its memory and the first reference. */
  final void putAt(long location) {
    state = FIXED | location << COUNT_BITS | 1;
  }

  // ---- writing

  /**
   * Copies bytes into it; before it is sealed, by its writer.
   *
   * @param from its reader index moves on
   */
  public final void write(int offset, ByteBuf from, int n) {
    from.readBytes(view(state, offset, n));
  }

  /** Copies bytes of another block into it; before it is sealed, by its writer. */
  protected final void write(SlabBlock from, int n) {
    view(state, 0, n).put(from.view(from.state, 0, n));
  }

  /** Says that it will not be written any more; by its maker, before it gives it up. Idempotent. */
  public final void seal() {
    for (long now = state; (now & FIXED) != 0; now = state) {
      if (STATE.compareAndSet(this, now, now & ~FIXED)) {
        return;
      }
    }
  }

  // ---- reading

  /**
   * Some of it as a buffer that is only to be read, and that the caller releases.
   *
   * @return null if the last reference was given up
   */
  public final @Nullable ByteBuf tryOpen(int offset, int n) {
    for (; ; ) {
      long now = state;
      if (now == GONE) {
        return null;
      }
      if (STATE.compareAndSet(this, now, now + 1)) {
        return new SlabBuffer(this, view(now, offset, n), n);
      }
    }
  }

  /** Gives up the maker's reference; the memory with the last one. Whether it was that. */
  public final boolean release() {
    return release(FIXED);
  }

  /** Gives up the reference of a buffer. */
  final void closed() {
    release(0);
  }

  private boolean release(long mark) {
    for (; ; ) {
      long now = state;
      if (now == GONE) {
        throw new IllegalStateException("this block was given back already");
      }
      boolean last = (now & COUNT_MASK) == 1;
      if (STATE.compareAndSet(this, now, last ? GONE : now - 1 | mark)) {
        if (last) {
          slabs.giveBack(location(now));
        }
        return last;
      }
    }
  }

  private ByteBuffer view(long of, int offset, int n) {
    if (of == GONE || offset < 0 || n < 0 || offset + n > capacity) {
      throw new IndexOutOfBoundsException(
          "expected a part of " + capacity + " bytes that are there, got " + n + " from " + offset);
    }
    long location = location(of);
    return slabs.slab(Location.slab(location)).view(Location.slot(location), offset, n);
  }

  private static long location(long state) {
    return (state & ~FIXED) >>> COUNT_BITS;
  }

  // ---- moving

  /** Whether it is in that place, sealed, its maker has it, and nobody reads it just now. */
  final boolean isMovable(long place) {
    return state == (place << COUNT_BITS | 1);
  }

  /** Moves it to a place where a copy of its bytes is; whether it was still movable. */
  final boolean move(long from, long to) {
    return STATE.compareAndSet(this, from << COUNT_BITS | 1, to << COUNT_BITS | 1);
  }
}
