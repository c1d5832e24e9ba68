package dev.skerry.edge.cache;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one content in their order, and where each begins.
 *
 * <p>Guarded by the content's monitor while it grows; unchanging once it is complete.
 */
final class BlockTable {
  /** Of content without a byte. */
  static final BlockTable EMPTY = new BlockTable();

  /** Places of so many released blocks are kept before they are forgotten. */
  private static final int RELEASED_PLACES = 64;

  private static final int OWN_BYTES = 72;
  private static final int BYTES_EACH = 12;

  private Block[] blocks = new Block[1];

  /** In bytes from the begin of the content. */
  private long[] starts = new long[1];

  /** The first that is not released. */
  private int first;

  private int count;

  void add(Block block, long start) {
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
    }
    blocks[count] = block;
    starts[count] = start;
    count++;
  }

  /** The last block, or null if there is none. */
  @Nullable Block last() {
    return count > first ? blocks[count - 1] : null;
  }

  void replaceLast(Block block) {
    blocks[count - 1] = block;
  }

  /** The only block there ever was, or null. */
  @Nullable Block only() {
    return count == 1 && first == 0 ? blocks[0] : null;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The place in the table of the block with the byte at that position. */
  int at(long position) {
    int found = Arrays.binarySearch(starts, first, count, position);
    return found >= 0 ? found : -found - 2;
  }

  Block block(int place) {
    return blocks[place];
  }

  long start(int place) {
    return starts[place];
  }

  /** Where the block ends, with so much written in all. */
  long end(int place, long written) {
    return place + 1 < count ? starts[place + 1] : written;
  }

  /** Whether some block has been released. */
  boolean hasReleased() {
    return first > 0;
  }

  /** Releases the blocks that end before or at a position, but never the last one. */
  void releaseBefore(long position) {
    while (first < count - 1 && starts[first + 1] <= position) {
      blocks[first].release();
      first++;
    }
    if (first > RELEASED_PLACES && 2 * first > count) {
      forgetReleased();
    }
  }

  /** So that a window's table does not grow with the content. */
  private void forgetReleased() {
    int live = count - first;
    System.arraycopy(blocks, first, blocks, 1, live);
    System.arraycopy(starts, first, starts, 1, live);
    starts[0] = -1;
    first = 1;
    count = live + 1;
  }

  void releaseAll() {
    for (int i = first; i < count; i++) {
      blocks[i].release();
    }
  }

  /** The memory of the blocks, with so much written in all. */
  long weight(long written) {
    long bytes = 0;
    for (int i = first; i < count; i++) {
      bytes += blocks[i].weight(end(i, written) - starts[i]);
    }
    return bytes;
  }

  /** What it costs on the heap, blocks included. */
  long heapWeight() {
    return OWN_BYTES + (long) blocks.length * BYTES_EACH + (long) count * Block.HEAP_BYTES;
  }
}
