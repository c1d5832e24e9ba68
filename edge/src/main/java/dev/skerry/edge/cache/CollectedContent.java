package dev.skerry.edge.cache;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Content that is collected on the heap, for who must have all of it at once: bounded, and counted
 * as content that is being received until it is released. Used by one thread.
 *
 * <p>On the heap as code reads it that may go on reading when nobody waits for it any more.
 */
public final class CollectedContent {
  private static final int FIRST_BYTES = 4 * 1024;

  /** What is said of a length reserves no more than this: what is said need not come. */
  private static final int MOST_BEFORE_IT_CAME = 64 * 1024;

  private static final byte[] NOTHING = {};

  /** What became of a piece. */
  public enum Taken {
    /** It is collected. */
    YES,
    /** There would be more than the limit. */
    TOO_LARGE,
    /** There is no memory for it. */
    NO_MEMORY
  }

  private final ContentMemory memory;
  private final int limit;
  private final long expected;
  private byte[] octets = NOTHING;
  private int length;

  /**
   * Begins without any content.
   *
   * @param limit the most there may be, in bytes
   * @param expected how much is to come, if that is known, else -1
   */
  public CollectedContent(ContentMemory memory, long limit, long expected) {
    this.memory = memory;
    this.limit = (int) Math.min(limit, Integer.MAX_VALUE - 8);
    this.expected = expected;
  }

  /** Takes a copy of a piece, or nothing of it; the piece stays the caller's. */
  public Taken append(ByteBuf piece) {
    int more = piece.readableBytes();
    if (more > limit - length) {
      return Taken.TOO_LARGE;
    }
    if (more > octets.length - length && !grow(length + more)) {
      return Taken.NO_MEMORY;
    }
    piece.getBytes(piece.readerIndex(), octets, length, more);
    length += more;
    return Taken.YES;
  }

  private boolean grow(int needed) {
    long told = Math.min(expected, MOST_BEFORE_IT_CAME);
    long wanted = Math.max(told, Math.max(2L * octets.length, FIRST_BYTES));
    long most = expected < 0 ? limit : Math.min(limit, expected);
    int capacity = (int) Math.max(needed, Math.min(wanted, most));
    if (!memory.collect(capacity)) {
      return false;
    }
    int before = octets.length;
    octets = Arrays.copyOf(octets, capacity);
    memory.giveBack(before);
    return true;
  }

  /** All of it, read-only; valid also when it has been released. */
  public ByteBuffer whole() {
    return ByteBuffer.wrap(octets, 0, length).slice().asReadOnlyBuffer();
  }

  /** Nobody keeps it any more. Idempotent. */
  public void release() {
    memory.giveBack(octets.length);
    octets = NOTHING;
    length = 0;
  }
}
