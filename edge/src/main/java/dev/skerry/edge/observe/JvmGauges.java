package dev.skerry.edge.observe;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.skerry.edge.flow.Buffers;
import io.netty.buffer.ByteBufAllocatorMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** The readings of the process: memory, garbage collection, threads, CPU time, open files. */
public final class JvmGauges {
  private static final Path STATUS = Path.of("/proc/self/status");

  private JvmGauges() {}

  /** Registers all of them, once per process. */
  public static void register(Gauges gauges) {
    memory(gauges);
    collectors(gauges);
    process(gauges);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    gauges.register(
        "jvm_threads_current", "Live platform threads.", Labels.NONE, threads::getThreadCount);
  }

  /** Registers which build this is. */
  public static void build(Gauges gauges, String version) {
    gauges.register(
        "skerry_build_info",
        "Always 1; the labels say what runs.",
        Labels.of("version", version, "java", Runtime.version().toString()),
        () -> 1);
  }

  private static void memory(Gauges gauges) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    String used = "jvm_memory_used_bytes";
    String usedHelp = "Memory in use, by area.";
    gauges.register(
        used, usedHelp, Labels.of("area", "heap"), () -> memory.getHeapMemoryUsage().getUsed());
    gauges.register(
        used,
        usedHelp,
        Labels.of("area", "nonheap"),
        () -> memory.getNonHeapMemoryUsage().getUsed());
    gauges.register(
        "jvm_memory_max_bytes",
        "The most that an area may grow to; -1 if there is no limit.",
        Labels.of("area", "heap"),
        () -> memory.getHeapMemoryUsage().getMax());
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      gauges.register(
          "jvm_buffer_pool_used_bytes",
          "Memory in use by the JDK's buffers, by pool.",
          Labels.of("pool", pool.getName()),
          pool::getMemoryUsed);
    }
    ByteBufAllocatorMetric netty = Buffers.ALLOCATOR.metric();
    gauges.register(
        "skerry_netty_direct_bytes",
        "Memory that the buffer allocator holds off the heap.",
        Labels.NONE,
        netty::usedDirectMemory);
    gauges.register(
        "skerry_netty_heap_bytes",
        "Memory that the buffer allocator holds on the heap.",
        Labels.NONE,
        netty::usedHeapMemory);
  }

  private static void collectors(Gauges gauges) {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      Labels labels = Labels.of("gc", collector.getName());
      gauges.registerCounter(
          "jvm_gc_collections_total",
          "Garbage collections.",
          labels,
          () -> Math.max(0, collector.getCollectionCount()));
      gauges.registerRealCounter(
          "jvm_gc_seconds_total",
          "Time spent in garbage collections.",
          labels,
          () -> Math.max(0, collector.getCollectionTime()) / 1e3);
    }
  }

  private static void process(Gauges gauges) {
    double startSeconds = ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
    gauges.registerReal(
        "process_start_time_seconds",
        "When the process started, in seconds since 1970 UTC.",
        Labels.NONE,
        () -> startSeconds);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      gauges.registerRealCounter(
          "process_cpu_seconds_total",
          "CPU time of the process.",
          Labels.NONE,
          () -> system.getProcessCpuTime() / 1e9);
      gauges.register(
          "process_open_fds",
          "Open file descriptors.",
          Labels.NONE,
          system::getOpenFileDescriptorCount);
      gauges.register(
          "process_max_fds",
          "The most file descriptors that may be open.",
          Labels.NONE,
          system::getMaxFileDescriptorCount);
    }
    if (Files.isReadable(STATUS)) {
      gauges.register(
          "process_resident_memory_bytes",
          "Resident memory of the process.",
          Labels.NONE,
          JvmGauges::residentBytes);
    }
  }

  /** The line {@code VmRSS: 12345 kB} of proc(5). */
  private static long residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
