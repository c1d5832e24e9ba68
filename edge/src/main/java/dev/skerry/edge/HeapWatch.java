package dev.skerry.edge;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the heap near to what lives in it: the collector does not know how much of the old
 * generation is heads that were evicted, and lets the heap grow; the store does. Where the heap has
 * grown far beyond what is stored, the collector is asked to mark, beside the program, and gives
 * back what is left over.
 *
 * <p>Does nothing where that would stop the program (without {@code
 * -XX:+ExplicitGCInvokesConcurrent}). Used by one thread.
 */
final class HeapWatch {
  /**
   * What the heap may be besides heads: the young generation, exchanges, tables of the program, and
   * the step by which the collector lets a small heap grow when there is much to collect.
   */
  private static final long OTHER_BYTES = 256L << 20;

  /** What heads may take of it, garbage included, in percent of what is stored. */
  private static final int HEADS_PERCENT = 150;

  /** Marking is not asked for more often. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier headBytes;
  private final boolean marksBesides;
  private long asked = System.nanoTime() - PAUSE_NANOS;

  HeapWatch(LongSupplier headBytes) {
    this.headBytes = headBytes;
    this.marksBesides =
        Boolean.parseBoolean(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("ExplicitGCInvokesConcurrent")
                .getValue());
  }

  /** Looks whether the heap is too large, and asks for marking if it is. */
  void look(long nanoTime) {
    if (!marksBesides || nanoTime - asked < PAUSE_NANOS) {
      return;
    }
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    if (isTooLarge(heap.getCommitted(), headBytes.getAsLong())) {
      asked = nanoTime;
      System.gc();
    }
  }

  static boolean isTooLarge(long committedBytes, long headBytes) {
    return committedBytes > OTHER_BYTES + headBytes / 100 * HEADS_PERCENT;
  }
}
