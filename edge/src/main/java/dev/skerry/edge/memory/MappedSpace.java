package dev.skerry.edge.memory;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units in one stretch of reserved addresses. The C library's allocator has no part in it, which
 * keeps freed memory for itself: a unit's pages are the program's while it is open, and then the
 * system's.
 */
final class MappedSpace implements AddressSpace {
  private static final Logger log = LoggerFactory.getLogger(MappedSpace.class);

  private final LinuxCalls calls;
  private final MemorySegment memory;
  private final int unitBytes;

  private MappedSpace(LinuxCalls calls, MemorySegment memory, int unitBytes) {
    this.calls = calls;
    this.memory = memory;
    this.unitBytes = unitBytes;
  }

  /** Reserves addresses; null where that is not possible, and says why in the log. */
  @SuppressWarnings("restricted") // The launcher gives native access to the whole program.
  static @Nullable MappedSpace reserve(int unitBytes, int units) {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return null;
    }
    long bytes = (long) unitBytes * units;
    try {
      LinuxCalls calls = LinuxCalls.find();
      long address = calls.reserve(bytes);
      if (address != -1) {
        return new MappedSpace(
            calls, MemorySegment.ofAddress(address).reinterpret(bytes), unitBytes);
      }
      log.info("content is kept in the JVM's buffers: {} bytes could not be reserved", bytes);
    } catch (UnsupportedOperationException e) {
      log.info("content is kept in the JVM's buffers: {}", e.toString());
    }
    return null;
  }

  @Override
  public ByteBuffer open(int unit) {
    return memory.asSlice((long) unit * unitBytes, unitBytes).asByteBuffer();
  }

  @Override
  public void discard(int unit) {
    if (!calls.discard(memory.address() + (long) unit * unitBytes, unitBytes)) {
      log.error("{} bytes of content's memory could not be given back", unitBytes);
    }
  }

  @Override
  public void close() {
    calls.unreserve(memory.address(), memory.byteSize());
  }
}
