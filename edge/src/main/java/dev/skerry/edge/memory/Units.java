package dev.skerry.edge.memory;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of memory of one size, taken by slabs and given back. A few that were given back stay open
 * for the next who takes one; the others' memory goes back to the system.
 *
 * <p>The units with the lowest numbers are taken first. Guarded by its own monitor, which is held
 * while memory is given back to the system.
 */
final class Units {
  private final AddressSpace space;
  private final int unitBytes;
  private final int max;
  private final int maxIdle;

  /** Of those that were given back, by unit; null where it is not open. */
  private final @Nullable ByteBuffer[] idle;

  private final BitSet taken = new BitSet();
  private int idleCount;

  Units(AddressSpace space, int unitBytes, int max, int maxIdle) {
    this.space = space;
    this.unitBytes = unitBytes;
    this.max = max;
    this.maxIdle = maxIdle;
    this.idle = new @Nullable ByteBuffer[max];
  }

  int unitBytes() {
    return unitBytes;
  }

  int max() {
    return max;
  }

  /** A unit that was taken. */
  record Unit(int number, ByteBuffer memory) {}

  /** Takes a unit; null where all are taken, or the system has no memory. */
  synchronized @Nullable Unit take() {
    int number = idleCount > 0 ? firstIdle() : taken.nextClearBit(0);
    if (number >= max) {
      return null;
    }
    ByteBuffer memory = idle[number];
    if (memory != null) {
      idle[number] = null;
      idleCount--;
    } else {
      memory = space.open(number);
    }
    if (memory == null) {
      return null;
    }
    taken.set(number);
    return new Unit(number, memory);
  }

  private int firstIdle() {
    int number = taken.nextClearBit(0);
    while (idle[number] == null) {
      number = taken.nextClearBit(number + 1);
    }
    return number;
  }

  /** Gives a unit back, which nobody reads or writes any more. */
  synchronized void give(Unit unit) {
    taken.clear(unit.number());
    if (idleCount < maxIdle) {
      idle[unit.number()] = unit.memory();
      idleCount++;
    } else {
      space.discard(unit.number());
    }
  }

  /** Gives the memory of those that wait for the next taker back to the system. */
  synchronized void trim() {
    for (int number = taken.nextClearBit(0);
        idleCount > 0;
        number = taken.nextClearBit(number + 1)) {
      if (idle[number] != null) {
        idle[number] = null;
        idleCount--;
        space.discard(number);
      }
    }
  }

  /** Bytes that wait for the next taker. */
  synchronized long idleBytes() {
    return (long) idleCount * unitBytes;
  }

  /** Gives the addresses back, if no unit is taken. */
  synchronized void close() {
    if (taken.isEmpty()) {
      idleCount = 0;
      space.close();
    }
  }
}
