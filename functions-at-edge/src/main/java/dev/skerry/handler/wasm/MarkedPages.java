package dev.skerry.handler.wasm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmRuntimeException;

/**
 * Pages of linear memory that remember which of their blocks were written, so that they can be
 * brought back to an {@link Image} of them without touching the others. Used by one thread at a
 * time.
 *
 * <p>A store marks the block in which it begins, with one octet. Within a page it may reach into
 * the next block by {@link #MOST_BEYOND} octets; whoever brings a block back brings these back,
 * too. What is longer, or crosses pages, marks every block.
 */
abstract class MarkedPages {
  static final int PAGE_SHIFT = 16;
  static final int PAGE_MASK = Memory.PAGE_SIZE - 1;
  static final int BLOCK_SHIFT = 12;
  static final int BLOCK_OCTETS = 1 << BLOCK_SHIFT;
  static final int BLOCKS_A_PAGE = 1 << (PAGE_SHIFT - BLOCK_SHIFT);

  /** Pages beyond those of an image that are kept, empty, for the next growth. */
  static final int MOST_SPARE = 16;

  private static final int MOST_BEYOND = Long.BYTES - 1;

  /** Where a call has written more, new pages cost as little. */
  private static final int MOST_BROUGHT_BACK = 1_024;

  private static final VarHandle EIGHT_MARKS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Those from {@link #count} on are spare, and empty, or null. */
  final byte[][] pages;

  /** One for each block of the pages; 0 for a block that is as it was. */
  byte[] marks;

  /** How many pages there are to see. */
  int count;

  /**
   * What pages held.
   *
   * @param blocks of all pages, in their order; null for one of zeroes
   */
  record Image(int pages, byte @Nullable [][] blocks) {
    /** The octets that it takes. */
    long octets() {
      return Arrays.stream(blocks).mapToLong(block -> block == null ? 0 : block.length).sum();
    }

    private byte @Nullable [] block(int index) {
      return index < blocks.length ? blocks[index] : null;
    }
  }

  /** Makes pages of zeroes, and room for more. */
  MarkedPages(int initial, int most) {
    this.pages = new byte[most][];
    this.marks = new byte[initial * BLOCKS_A_PAGE];
    add(initial);
  }

  /** Adds pages of zeroes; there must be room. */
  final void add(int more) {
    int blocks = (count + more) * BLOCKS_A_PAGE;
    if (blocks > marks.length) {
      int room = Math.min(pages.length * BLOCKS_A_PAGE, 2 * marks.length);
      marks = Arrays.copyOf(marks, Math.max(blocks, room));
    }
    for (int i = count; i < count + more; i++) {
      if (pages[i] == null) {
        pages[i] = new byte[Memory.PAGE_SIZE];
      }
    }
    count += more;
  }

  /**
   * The page of an octet.
   *
   * @throws WasmRuntimeException a trap, if there is none
   */
  final byte[] page(int at) {
    int page = at >>> PAGE_SHIFT;
    if (page >= count) {
      throw outOfBounds();
    }
    return pages[page];
  }

  static WasmRuntimeException outOfBounds() {
    return new WasmRuntimeException("out of bounds memory access");
  }

  final void mark(int at) {
    marks[at >>> BLOCK_SHIFT] = 1;
  }

  /** Marks every block from an octet on, at least one. */
  final void mark(int at, int length) {
    Arrays.fill(marks, at >>> BLOCK_SHIFT, ((at + length - 1) >>> BLOCK_SHIFT) + 1, (byte) 1);
  }

  // ---- images

  /**
   * What they hold now; nothing is marked afterwards.
   *
   * @param before what they held when nothing was marked; null if zeroes
   */
  final Image image(@Nullable Image before) {
    byte[][] blocks = new byte[count * BLOCKS_A_PAGE][];
    boolean beyond = false;
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = marks[i] != 0 || beyond ? content(i) : before == null ? null : before.block(i);
      beyond = marks[i] != 0;
      marks[i] = 0;
    }
    return new Image(count, blocks);
  }

  private byte @Nullable [] content(int block) {
    byte[] page = pages[block / BLOCKS_A_PAGE];
    int at = block % BLOCKS_A_PAGE * BLOCK_OCTETS;
    for (int i = at; i < at + BLOCK_OCTETS; i++) {
      if (page[i] != 0) {
        return Arrays.copyOfRange(page, at, at + BLOCK_OCTETS);
      }
    }
    return null;
  }

  /**
   * Makes them what they were, and gives back what they have grown by.
   *
   * @return false if that is too much work: they are of no use then
   */
  final boolean bringBack(Image image) {
    int left = MOST_BROUGHT_BACK;
    for (int at = 0; at < count * BLOCKS_A_PAGE; at += Long.BYTES) {
      if ((long) EIGHT_MARKS.get(marks, at) != 0) {
        left -= bringBack(image, at);
        if (left < 0) {
          return false;
        }
      }
    }
    int kept = Math.min(image.pages + MOST_SPARE, pages.length);
    if (count > kept) {
      Arrays.fill(pages, kept, count, null);
    }
    count = image.pages;
    return true;
  }

  /** Eight blocks; gives how many of them were marked. */
  private int bringBack(Image image, int first) {
    int marked = 0;
    for (int block = first; block < first + Long.BYTES; block++) {
      if (marks[block] != 0) {
        marks[block] = 0;
        marked++;
        put(image, block, BLOCK_OCTETS);
        if ((block + 1) % BLOCKS_A_PAGE != 0) {
          put(image, block + 1, MOST_BEYOND);
        }
      }
    }
    return marked;
  }

  private void put(Image image, int block, int length) {
    byte[] was = image.block(block);
    byte[] page = pages[block / BLOCKS_A_PAGE];
    int at = block % BLOCKS_A_PAGE * BLOCK_OCTETS;
    if (was == null) {
      Arrays.fill(page, at, at + length, (byte) 0);
    } else {
      System.arraycopy(was, 0, page, at, length);
    }
  }
}
