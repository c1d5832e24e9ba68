package dev.skerry.edge.cache;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/** A block in one buffer off the heap. */
record MemoryBlock(ByteBuf bytes) implements Block {
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
    ByteBuf exact = UnpooledByteBufAllocator.DEFAULT.directBuffer(written, written);
    exact.writeBytes(bytes, 0, written);
    bytes.release();
    return new MemoryBlock(exact);
  }
}
