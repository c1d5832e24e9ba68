package dev.skerry.edge.cache;

import dev.skerry.edge.flow.Buffers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/** A block of what is only passed on, in a buffer of the connections' own: where slabs are full. */
record BufferBlock(ByteBuf bytes) implements Block {
  static BufferBlock of(int capacity) {
    return new BufferBlock(Buffers.ALLOCATOR.directBuffer(capacity, capacity));
  }

  @Override
  public long capacity() {
    return bytes.capacity();
  }

  @Override
  public void write(long offset, ByteBuf piece, int n) {
    bytes.writeBytes(piece, n);
  }

  @Override
  public ByteBuf slice(long offset, int n) {
    return bytes.retainedSlice((int) offset, n);
  }

  @Override
  public @Nullable FileRegion region(long offset, long n) {
    return null;
  }

  @Override
  public boolean release() {
    return bytes.release();
  }

  @Override
  public long weight(long written) {
    return bytes.capacity();
  }

  @Override
  public Block trimmed(int written) {
    return this;
  }
}
