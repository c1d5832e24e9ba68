package dev.skerry.edge;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How {@code cache.memory} is divided between the heap and the memory beside it, checked against
 * what the program has.
 *
 * @param limit all that the cache may take, in bytes
 * @param heapLimit what heads and index may take of it
 */
record MemoryPlan(long limit, long heapLimit) {
  private static final Logger log = LoggerFactory.getLogger(MemoryPlan.class);

  /** Heads and index get such a part of the heap: the rest is for exchanges and the collector. */
  private static final int HEAP_SHARE = 2;

  /** Of the limit, so much must fit on the heap. */
  private static final int LEAST_HEAD_SHARE = 4;

  /** Slabs may pass the limit by such a part of it. */
  private static final int SLACK_SHARE = 16;

  /** What the program takes beside the cache, at least. */
  private static final long PROGRAM_BYTES = 96L << 20;

  /** What connections need of direct memory, at least. */
  private static final long CONNECTION_BYTES = 32L << 20;

  /** What there is. */
  record Given(long heapBytes, long directBytes, long machineBytes) {
    static Given now() {
      long heap = Runtime.getRuntime().maxMemory();
      long direct =
          Long.parseLong(
              ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                  .getVMOption("MaxDirectMemorySize")
                  .getValue());
      long machine =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
      return new Given(heap, direct == 0 ? heap : direct, machine);
    }
  }

  /**
   * Divides a limit; says in the log how.
   *
   * @throws IOException if it cannot be held here, with what to change
   */
  static MemoryPlan of(long limit) throws IOException {
    Given given = Given.now();
    MemoryPlan plan = of(limit, given);
    log.info(
        "cache memory {}: heads and index at most {} of a heap of {}, content beside it; the"
            + " machine or container has {}",
        text(plan.limit),
        text(plan.heapLimit),
        text(given.heapBytes),
        text(given.machineBytes));
    return plan;
  }

  static MemoryPlan of(long limit, Given given) throws IOException {
    long needed = limit + limit / SLACK_SHARE + PROGRAM_BYTES;
    if (needed > given.machineBytes) {
      long most = (given.machineBytes - PROGRAM_BYTES) / (SLACK_SHARE + 1) * SLACK_SHARE;
      throw new IOException(
          "cache.memory is "
              + text(limit)
              + ", which takes "
              + text(needed)
              + " with the program itself, but this machine or container has "
              + text(given.machineBytes)
              + (most > 0 ? "; set cache.memory to at most " + text(most) : ""));
    }
    long heads = given.heapBytes / HEAP_SHARE;
    if (heads < limit / LEAST_HEAD_SHARE) {
      throw new IOException(
          "cache.memory is "
              + text(limit)
              + ", whose heads and index need a heap of at least "
              + text(limit / LEAST_HEAD_SHARE * HEAP_SHARE)
              + ", but the heap is "
              + text(given.heapBytes)
              + "; set SKERRY_JAVA_OPTS=-Xmx"
              + megabytes(limit / LEAST_HEAD_SHARE * HEAP_SHARE)
              + "m, or cache.memory to at most "
              + text(heads * LEAST_HEAD_SHARE));
    }
    if (given.directBytes < CONNECTION_BYTES) {
      throw new IOException(
          "connections need at least "
              + text(CONNECTION_BYTES)
              + " of direct memory, but there is "
              + text(given.directBytes)
              + "; set SKERRY_JAVA_OPTS=-XX:MaxDirectMemorySize="
              + megabytes(CONNECTION_BYTES)
              + "m");
    }
    return new MemoryPlan(limit, Math.min(limit, heads));
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  private static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
  }
}
