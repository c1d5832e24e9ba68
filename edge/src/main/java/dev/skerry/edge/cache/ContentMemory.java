package dev.skerry.edge.cache;

import dev.skerry.edge.memory.MemoryFile;
import dev.skerry.edge.memory.Slabs;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where content takes its memory from: small blocks are slots of slabs off the heap, large ones
 * extents of a memory file, from which a socket takes them without a copy. Safe for any thread.
 */
public final class ContentMemory implements AutoCloseable {
  /** Below this a copy is cheaper than what sendfile costs in itself, and pages are too coarse. */
  private static final int MIN_FILE_BYTES = Slabs.MAX_BLOCK_BYTES;

  private static final int LARGEST_FILE_BLOCK_BYTES = 8 * 1024 * 1024;
  private static final int LARGEST_GROWING_BLOCK_BYTES = 256 * 1024;
  private static final int WINDOW_BLOCK_BYTES = Slabs.MAX_BLOCK_BYTES;

  /** The part of the limit that fills may take. */
  private static final int FILL_SHARE = 4;

  private final FillBudget fills;
  private final MemoryBudget budget;
  private final Slabs slabs;
  private final @Nullable MemoryFile file;

  /**
   * Makes the source of blocks.
   *
   * @param fills what fills may take
   * @param budget what fills and all else may take together
   * @param file for large blocks; null where there is none
   */
  public ContentMemory(
      FillBudget fills, MemoryBudget budget, Slabs slabs, @Nullable MemoryFile file) {
    this.fills = fills;
    this.budget = budget;
    this.slabs = slabs;
    this.file = file;
  }

  /**
   * Takes memory for the content of a store.
   *
   * @param limit what the store and all content may take together, in bytes
   * @param heapLimit what of it the heap can hold
   * @param background runs what takes longer than an event loop should
   */
  public static ContentMemory open(
      long limit, long heapLimit, ResponseStore store, Executor background) {
    Slabs slabs = new Slabs(MemoryBudget.slabBytes(limit));
    MemoryFile file = MemoryFile.create();
    MemoryBudget budget = new MemoryBudget(limit, heapLimit, slabs, file, store, background);
    return new ContentMemory(new FillBudget(limit / FILL_SHARE), budget, slabs, file);
  }

  /** What fills may take. */
  public FillBudget fills() {
    return fills;
  }

  /** What all may take. */
  public MemoryBudget budget() {
    return budget;
  }

  /** The size of the block to take where so much is still to come, in bytes. */
  int blockBytes(long rest) {
    return (int) Math.max(1, Math.min(rest, largest(LARGEST_FILE_BLOCK_BYTES)));
  }

  /** The size of the block to take where it is not known how much is still to come. */
  int growingBlockBytes(long wanted) {
    return (int) Math.min(wanted, largest(LARGEST_GROWING_BLOCK_BYTES));
  }

  private int largest(int inFile) {
    return file == null ? Slabs.MAX_BLOCK_BYTES : inFile;
  }

  /** A block of that size, or null where there is no memory for it. */
  @Nullable Block block(int bytes) {
    budget.look();
    return budget.hasRoom(bytes) || budget.makeRoom(bytes) ? take(bytes) : null;
  }

  private @Nullable Block take(int bytes) {
    MemoryFile large = file;
    if (large != null && bytes >= MIN_FILE_BYTES) {
      long position = large.take(bytes);
      return new FileBlock(large.channel(), position, bytes, () -> large.free(position, bytes));
    }
    return MemoryBlock.of(slabs, bytes);
  }

  /** A block for what is passed on and not kept. */
  Block windowBlock() {
    budget.look();
    Block block = MemoryBlock.of(slabs, WINDOW_BLOCK_BYTES);
    return block != null ? block : BufferBlock.of(WINDOW_BLOCK_BYTES);
  }

  /** Takes so much of the heap for content that is collected; false if it is not there. */
  boolean collect(long bytes) {
    if (!fills.reserve(bytes)) {
      return false;
    }
    if (!budget.collect(bytes)) {
      fills.release(bytes);
      return false;
    }
    return true;
  }

  /** What was taken for collected content is free again. */
  void giveBack(long bytes) {
    budget.giveBack(bytes);
    fills.release(bytes);
  }

  /** Gives everything back; no content may be used any more. */
  @Override
  public void close() {
    slabs.close();
    if (file != null) {
      file.close();
    }
  }
}
