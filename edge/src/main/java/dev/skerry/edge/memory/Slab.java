package dev.skerry.edge.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A unit of memory cut into slots of one size. Guarded by its {@link SizeClass}, but for the memory
 * of slots, which belongs to who has the block.
 */
final class Slab {
  final SizeClass sizeClass;
  final Units.Unit unit;

  /** Its place in the table of all slabs. */
  final int number;

  /** Whose each slot is; null where it is free. */
  private final @Nullable SlabBlock[] owners;

  /** A bit for each slot, set where it is free. */
  private final long[] free;

  private int used;

  /** Whether it is being emptied: nothing is put in. */
  boolean closed;

  /** The last run of moving blocks together in which it was to be emptied, and was not. */
  int keptIn;

  /** Neighbours in the list of slabs that are about as full; {@code bucket} is -1 out of a list. */
  @Nullable Slab previous;

  @Nullable Slab next;
  int bucket = -1;

  Slab(SizeClass sizeClass, Units.Unit unit, int number) {
    this.sizeClass = sizeClass;
    this.unit = unit;
    this.number = number;
    this.owners = new @Nullable SlabBlock[sizeClass.slots];
    this.free = new long[(sizeClass.slots + 63) / 64];
    Arrays.fill(free, -1L);
    int last = sizeClass.slots % 64;
    if (last != 0) {
      free[free.length - 1] = (1L << last) - 1;
    }
  }

  int used() {
    return used;
  }

  boolean isFull() {
    return used == owners.length;
  }

  @Nullable SlabBlock owner(int slot) {
    return owners[slot];
  }

  /** Takes the first free slot; there must be one. */
  int take(SlabBlock owner) {
    for (int word = 0; word < free.length; word++) {
      if (free[word] != 0) {
        int slot = word * 64 + Long.numberOfTrailingZeros(free[word]);
        free[word] &= free[word] - 1;
        owners[slot] = owner;
        used++;
        return slot;
      }
    }
    throw new IllegalStateException("a slot was asked of a slab that is full");
  }

  void giveBack(int slot) {
    if (owners[slot] == null) {
      throw new IllegalStateException("slot " + slot + " is given back twice");
    }
    owners[slot] = null;
    free[slot / 64] |= 1L << slot;
    used--;
  }

  /** The memory of a slot, or a part of it. */
  ByteBuffer view(int slot, int offset, int bytes) {
    return unit.memory().slice(slot * sizeClass.slotBytes + offset, bytes);
  }
}
