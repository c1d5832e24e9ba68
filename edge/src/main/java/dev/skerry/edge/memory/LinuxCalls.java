package dev.skerry.edge.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The calls of Linux that the JDK has no method for: memfd_create(2), fallocate(2), mmap(2) and
 * madvise(2).
 */
final class LinuxCalls {
  private static final int MFD_CLOEXEC = 1;
  private static final int KEEP_SIZE_AND_PUNCH_HOLE = 1 | 2;

  private static final int PROT_READ_AND_WRITE = 1 | 2;
  private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 2 | 0x20 | 0x4000;
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_NOHUGEPAGE = 15;

  private final MethodHandle memfdCreate;
  private final MethodHandle fallocate;
  private final MethodHandle close;
  private final MethodHandle mmap;
  private final MethodHandle munmap;
  private final MethodHandle madvise;

  private LinuxCalls(Linker linker) {
    memfdCreate =
        handle(linker, "memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    fallocate =
        handle(
            linker,
            "fallocate",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    close = handle(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    mmap =
        handle(
            linker,
            "mmap",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    munmap = handle(linker, "munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    madvise =
        handle(linker, "madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  /**
   * Looks the calls up.
   *
   * @throws UnsupportedOperationException where the system has none of them
   */
  static LinuxCalls find() {
    return new LinuxCalls(Linker.nativeLinker());
  }

  /** The launcher gives native access to the whole program, as Netty needs it too. */
  @SuppressWarnings("restricted")
  private static MethodHandle handle(Linker linker, String name, FunctionDescriptor shape) {
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsupportedOperationException("no " + name + " here"));
    return linker.downcallHandle(address, shape);
  }

  /** The descriptor of a new file in memory, or a negative number. */
  int createMemoryFile(String name) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) memfdCreate.invokeExact(arena.allocateFrom(name), MFD_CLOEXEC);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Gives the pages of a range back; whether that succeeded. */
  boolean punchHole(int descriptor, long position, long length) {
    try {
      return (int) fallocate.invokeExact(descriptor, KEEP_SIZE_AND_PUNCH_HOLE, position, length)
          == 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Closes a descriptor. */
  void close(int descriptor) {
    try {
      var _ = (int) close.invokeExact(descriptor);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Reserves address space; memory is used only as it is written, in pages of the usual size.
   *
   * @return its begin, or -1 if there is no room for it
   */
  long reserve(long bytes) {
    try {
      long address =
          (long)
              mmap.invokeExact(
                  0L, bytes, PROT_READ_AND_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
      if (address != -1) {
        var _ = (int) madvise.invokeExact(address, bytes, MADV_NOHUGEPAGE);
      }
      return address;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Gives the pages of reserved space back, which reads as zeros then; whether that succeeded. */
  boolean discard(long address, long bytes) {
    try {
      return (int) madvise.invokeExact(address, bytes, MADV_DONTNEED) == 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Gives reserved space back. */
  void unreserve(long address, long bytes) {
    try {
      var _ = (int) munmap.invokeExact(address, bytes);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a call of the C library failed", e);
  }
}
