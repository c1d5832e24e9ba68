package dev.skerry.origin.objects.content;

import java.util.concurrent.Semaphore;

/**
 * The memory for pieces of contents that were read from a bucket, and wait for whoever reads them.
 * Nobody waits for it: who gets none reads as much at a time as it asks for. Any thread.
 */
final class ReadMemory {
  private static final int UNIT_BYTES = 64 << 10;
  private static final int SHARE_OF_HEAP = 8;

  private final Semaphore units;

  /** So many octets. */
  ReadMemory(long bytes) {
    this.units = new Semaphore((int) Math.min(bytes / UNIT_BYTES, Integer.MAX_VALUE));
  }

  /** A share of what this machine has. */
  static ReadMemory ofThisMachine() {
    return new ReadMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Takes memory for so many octets, to be given back; false where there is none. */
  boolean take(int bytes) {
    return units.tryAcquire(units(bytes));
  }

  void giveBack(int bytes) {
    units.release(units(bytes));
  }

  private static int units(int bytes) {
    return Math.ceilDiv(bytes, UNIT_BYTES);
  }
}
