package dev.skerry.edge.memory;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Room for so many units of memory of one size, each of which takes memory from {@link #open} to
 * {@link #discard} only. Safe for any thread.
 */
interface AddressSpace extends AutoCloseable {
  /**
   * The memory of a unit that is not open.
   *
   * @return null where there is none
   */
  @Nullable ByteBuffer open(int unit);

  /** Gives a unit's memory back to the system. */
  void discard(int unit);

  /** Gives everything back; no unit may be used any more. */
  @Override
  void close();

  /** The best that the system has. */
  static AddressSpace reserve(int unitBytes, int units) {
    AddressSpace mapped = MappedSpace.reserve(unitBytes, units);
    return mapped != null ? mapped : new BufferSpace(unitBytes);
  }
}
