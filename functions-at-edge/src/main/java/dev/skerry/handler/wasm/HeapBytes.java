package dev.skerry.handler.wasm;

/** What a call in a bounded linear memory may allocate on the heap of the JVM. */
public final class HeapBytes {
  private static final long BESIDE_MEMORY = 64L << 20;
  private static final int TIMES_MEMORY = 4;

  private HeapBytes() {}

  /**
   * The memory itself, copies of what crosses, and the many small arrays of calls of the host.
   *
   * @param memory the limit of the linear memory, in bytes
   */
  public static long of(long memory) {
    return TIMES_MEMORY * memory + BESIDE_MEMORY;
  }
}
