package dev.skerry.edge.memory;

/** Where a block is: the number of its slab and of its slot there, in one long, never negative. */
final class Location {
  /** Bits of a location. */
  static final int BITS = 36;

  /** A slab has at most so many slots. */
  static final int MAX_SLOTS = 1 << 10;

  /** There are at most so many slabs. */
  static final int MAX_SLABS = 1 << 26;

  private Location() {}

  static long of(int slab, int slot) {
    return (long) slab * MAX_SLOTS + slot;
  }

  static int slab(long location) {
    return (int) (location / MAX_SLOTS);
  }

  static int slot(long location) {
    return (int) (location % MAX_SLOTS);
  }
}
