package dev.skerry.edge.cache;

import dev.skerry.edge.memory.SlabBlock;
import dev.skerry.edge.memory.Slabs;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/** A block in a slot of a slab. */
final class MemoryBlock extends SlabBlock implements Block {
  private MemoryBlock(Slabs slabs, int capacity) {
    super(slabs, capacity);
  }

  /** A block of that size, at most {@link Slabs#MAX_BLOCK_BYTES}; null if there is no memory. */
  static @Nullable MemoryBlock of(Slabs slabs, int capacity) {
    MemoryBlock block = new MemoryBlock(slabs, capacity);
    return slabs.place(block) ? block : null;
  }

  @Override
  public void write(long offset, ByteBuf piece, int n) {
    super.write((int) offset, piece, n);
    if (offset + n == capacity()) {
      seal();
    }
  }

  @Override
  public ByteBuf slice(long offset, int n) {
    ByteBuf slice = tryOpen((int) offset, n);
    if (slice == null) {
      throw new IllegalStateException("a reader's content gave up its block");
    }
    return slice;
  }

  @Override
  public @Nullable FileRegion region(long offset, long n) {
    return null;
  }

  @Override
  public long weight(long written) {
    return slotBytes();
  }

  @Override
  public Block trimmed(int written) {
    boolean smallerFits = written > 0 && slabs().slotBytes(written) < slotBytes();
    MemoryBlock smaller = smallerFits ? of(slabs(), written) : null;
    if (smaller == null) {
      seal();
      return this;
    }
    smaller.write(this, written);
    smaller.seal();
    release();
    return smaller;
  }
}
