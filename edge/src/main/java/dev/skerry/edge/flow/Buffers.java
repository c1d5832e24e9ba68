package dev.skerry.edge.flow;

import io.netty.buffer.PooledByteBufAllocator;

/** Where the buffers of sockets and of what is on its way come from. */
public final class Buffers {
  /**
   * Gives a thread the buffer again that it released last, which the processor's caches still hold.
   */
  public static final PooledByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

  private Buffers() {}
}
