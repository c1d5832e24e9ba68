package dev.skerry.edge.listener;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/**
 * The processors that this process may use, and the binding of a thread to one of them
 * (sched_setaffinity(2)), for which the JDK has no method. Safe for any thread.
 */
final class Processors {
  /** As large as the C library's own set. */
  private static final int SET_BYTES = 128;

  private static final int CALLING_THREAD = 0;

  private final MethodHandle setAffinity;
  private final int[] usable;

  private Processors(MethodHandle setAffinity, int[] usable) {
    this.setAffinity = setAffinity;
    this.usable = usable;
  }

  /**
   * Asks which there are.
   *
   * @throws UnsupportedOperationException where threads cannot be bound to processors
   */
  static Processors find() {
    MethodHandle get = handle("sched_getaffinity");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES);
      if ((int) get.invokeExact(CALLING_THREAD, (long) SET_BYTES, set) < 0) {
        throw new UnsupportedOperationException("sched_getaffinity failed");
      }
      BitSet processors = BitSet.valueOf(set.asByteBuffer());
      return new Processors(handle("sched_setaffinity"), processors.stream().toArray());
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new UnsupportedOperationException("sched_getaffinity cannot be called", e);
    }
  }

  /** The launcher gives native access to the whole program, as Netty needs it too. */
  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsupportedOperationException("no " + name + " here"));
    return linker.downcallHandle(
        address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
  }

  /** Binds the thread that calls to the n-th of them, counted around; whether that succeeded. */
  boolean bind(int n) {
    BitSet one = new BitSet();
    one.set(usable[n % usable.length]);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES);
      set.copyFrom(MemorySegment.ofArray(one.toByteArray()));
      return (int) setAffinity.invokeExact(CALLING_THREAD, (long) SET_BYTES, set) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("sched_setaffinity cannot be called", e);
    }
  }
}
