package dev.skerry.edge.disk;

/**
 * Where a record begins: a segment's number and an offset in it, packed into a long. Of two places
 * the greater one was written later.
 */
final class Place {
  /** Records begin at multiples of so many bytes. */
  static final int ALIGNMENT = 16;

  /** The largest offset that can be said, exclusive. */
  static final long MAX_OFFSET = (1L << 32) * ALIGNMENT;

  /** No place: segments are numbered from 1. */
  static final long NONE = 0;

  private static final int SHIFT = 4;

  private Place() {}

  static long of(int segment, long offset) {
    if (offset < 0 || offset >= MAX_OFFSET || (offset & (ALIGNMENT - 1)) != 0) {
      throw new IllegalArgumentException("no record can begin at offset " + offset);
    }
    return ((long) segment << 32) | (offset >>> SHIFT);
  }

  static int segment(long place) {
    return (int) (place >>> 32);
  }

  static long offset(long place) {
    return (place & 0xFFFF_FFFFL) << SHIFT;
  }

  /** The length rounded up to where the next record may begin. */
  static long aligned(long length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }
}
