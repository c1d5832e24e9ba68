package dev.skerry.edge.memory;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledUnsafeDirectByteBuf;
import java.nio.ByteBuffer;

/** A part of a block as a buffer, which holds a reference of the block while it is open. */
final class SlabBuffer extends UnpooledUnsafeDirectByteBuf {
  private final SlabBlock block;

  SlabBuffer(SlabBlock block, ByteBuffer view, int bytes) {
    super(ByteBufAllocator.DEFAULT, false, view, bytes);
    this.block = block;
  }

  /** Gives the block up, and leaves its memory alone. */
  @Override
  protected void deallocate() {
    super.deallocate();
    block.closed();
  }
}
