package dev.skerry.handler.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Has the system prefer other threads to one (setpriority(2)), for which the JDK has no method that
 * works without privileges. Any thread.
 */
final class Niceness {
  private static final int PROCESS = 0;

  /** Of Linux alone: there a thread has a niceness of its own. */
  private static final int CALLING_THREAD = 0;

  private static final Optional<MethodHandle> SET = find();

  private Niceness() {}

  /** The launcher gives native access to the whole program, as Netty needs it too. */
  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> find() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> address = linker.defaultLookup().find("setpriority");
    return address.map(
        found ->
            linker.downcallHandle(
                found, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)));
  }

  /**
   * Sets that of the thread that calls, where the system can.
   *
   * @param niceness 0 as for others, to 19 for what has all time
   * @return whether it has been set
   */
  static boolean set(int niceness) {
    if (SET.isEmpty()) {
      return false;
    }
    try {
      return (int) SET.get().invokeExact(PROCESS, CALLING_THREAD, niceness) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority cannot be called", e);
    }
  }
}
