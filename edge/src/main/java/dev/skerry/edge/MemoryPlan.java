package dev.skerry.edge;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import dev.skerry.edge.config.CacheSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
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
   * @throws IOException if it cannot be held here, with all that is to be changed
   */
  static MemoryPlan of(CacheSettings cache) throws IOException {
    Given given = Given.now();
    MemoryPlan plan = of(cache.memoryBytes(), cache.maxObjectBytes(), given);
    log.info(
        "cache memory {}: heads and index at most {} of a heap of {}, content beside it; the"
            + " machine or container has {}",
        text(plan.limit),
        text(plan.heapLimit),
        text(given.heapBytes),
        text(given.machineBytes));
    return plan;
  }

  static MemoryPlan of(long limit, long maxObject, Given given) throws IOException {
    long heads = given.heapBytes / HEAP_SHARE;
    long needed = limit + limit / SLACK_SHARE + PROGRAM_BYTES;
    List<String> faults = new ArrayList<>();
    if (needed > given.machineBytes) {
      faults.add(
          "it takes %s with the program itself, but this machine or container has %s"
              .formatted(text(needed), text(given.machineBytes)));
    }
    if (heads < limit / LEAST_HEAD_SHARE) {
      faults.add(
          "its heads and index need a heap of at least %s, but the heap is %s"
              .formatted(text(heapFor(limit)), text(given.heapBytes)));
    }
    if (given.directBytes < CONNECTION_BYTES) {
      faults.add(
          "connections need at least %s of direct memory, but there is %s"
              .formatted(text(CONNECTION_BYTES), text(given.directBytes)));
    }
    if (!faults.isEmpty()) {
      throw new IOException(
          "cache.memory is %s: %s%s"
              .formatted(text(limit), String.join("; ", faults), cure(limit, maxObject, given)));
    }
    return new MemoryPlan(limit, Math.min(limit, heads));
  }

  /** What to change, all of it at once. */
  private static String cure(long limit, long maxObject, Given given) {
    long here = (given.machineBytes - PROGRAM_BYTES) / (SLACK_SHARE + 1) * SLACK_SHARE;
    long most = Math.min(limit, here);
    if (most <= 0) {
      return "";
    }
    long withThisHeap = given.heapBytes / HEAP_SHARE * LEAST_HEAD_SHARE;
    boolean heapTooSmall = withThisHeap < most;
    List<String> options = new ArrayList<>();
    if (heapTooSmall) {
      options.add("-Xmx" + megabytes(heapFor(most)) + "m");
    }
    if (given.directBytes < CONNECTION_BYTES) {
      options.add("-XX:MaxDirectMemorySize=" + megabytes(CONNECTION_BYTES) + "m");
    }
    List<String> settings = new ArrayList<>();
    if (!options.isEmpty()) {
      settings.add("SKERRY_JAVA_OPTS='" + String.join(" ", options) + "'");
    }
    if (most < limit) {
      settings.add("cache.memory to at most " + text(most));
    }
    if (maxObject > most) {
      settings.add("cache.max-object to no more than that");
    }
    String other =
        heapTooSmall
            ? "; or leave the heap as it is and set cache.memory to at most " + text(withThisHeap)
            : "";
    return ". Set " + String.join(", ", settings) + other;
  }

  private static long heapFor(long limit) {
    return limit / LEAST_HEAD_SHARE * HEAP_SHARE;
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  private static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
  }
}
