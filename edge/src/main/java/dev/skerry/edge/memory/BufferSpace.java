package dev.skerry.edge.memory;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Units that are direct buffers of the JVM, given back by its collector: where mmap is missing. */
final class BufferSpace implements AddressSpace {
  private final int unitBytes;

  BufferSpace(int unitBytes) {
    this.unitBytes = unitBytes;
  }

  @Override
  public @Nullable ByteBuffer open(int unit) {
    try {
      return ByteBuffer.allocateDirect(unitBytes);
    } catch (OutOfMemoryError directMemoryIsUsedUp) {
      return null;
    }
  }

  @Override
  public void discard(int unit) {
    // The collector does.
  }

  @Override
  public void close() {
    // The collector does.
  }
}
