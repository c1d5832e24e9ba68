package dev.skerry.edge.cache;

import dev.skerry.edge.memory.MemoryFile;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Where content takes its memory from: small blocks are buffers off the heap, large ones extents of
 * a memory file, from which a socket takes them without a copy. Safe for any thread.
 */
public final class ContentMemory {
  /** Below this a copy is cheaper than what sendfile costs in itself, and pages are too coarse. */
  private static final int MIN_FILE_BYTES = 64 * 1024;

  private static final int LARGEST_MEMORY_BLOCK_BYTES = 256 * 1024;
  private static final int LARGEST_FILE_BLOCK_BYTES = 8 * 1024 * 1024;

  private final FillBudget budget;
  private final @Nullable MemoryFile file;

  /**
   * Makes the source of blocks.
   *
   * @param budget what fills may take
   * @param file for large blocks; null where there is none
   */
  public ContentMemory(FillBudget budget, @Nullable MemoryFile file) {
    this.budget = budget;
    this.file = file;
  }

  /** What fills may take. */
  public FillBudget budget() {
    return budget;
  }

  /** The size of the block to take where so much is still to come, in bytes. */
  int blockBytes(long rest) {
    int largest = file == null ? LARGEST_MEMORY_BLOCK_BYTES : LARGEST_FILE_BLOCK_BYTES;
    return (int) Math.max(1, Math.min(rest, largest));
  }

  /** A block of that size, or null where the JVM has no memory for it. */
  @Nullable Block block(int bytes) {
    MemoryFile large = file;
    if (large != null && bytes >= MIN_FILE_BYTES) {
      long position = large.take(bytes);
      return new FileBlock(large.channel(), position, bytes, () -> large.free(position, bytes));
    }
    try {
      return new MemoryBlock(UnpooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes));
    } catch (OutOfMemoryError directMemoryIsUsedUp) {
      return null;
    }
  }
}
