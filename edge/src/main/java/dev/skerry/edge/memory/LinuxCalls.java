package dev.skerry.edge.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The calls of Linux that the JDK has no method for: memfd_create(2) and fallocate(2). */
final class LinuxCalls {
  private static final int MFD_CLOEXEC = 1;
  private static final int KEEP_SIZE_AND_PUNCH_HOLE = 1 | 2;

  private final MethodHandle memfdCreate;
  private final MethodHandle fallocate;
  private final MethodHandle close;

  private LinuxCalls(Linker linker) {
    memfdCreate =
        handle(linker, "memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    fallocate =
        handle(
            linker,
            "fallocate",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    close = handle(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
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

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a call of the C library failed", e);
  }
}
