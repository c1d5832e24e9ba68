package dev.skerry.handler.host;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What platform threads have used, as the JVM counts it. */
final class ThreadUse {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ThreadUse() {}

  /** Bytes that this thread has allocated since it began. */
  static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Bytes that a thread has allocated since it began; -1 if it is over. */
  static long allocatedBytes(long threadId) {
    return THREADS.getThreadAllocatedBytes(threadId);
  }

  /** CPU time that this thread has used since it began, in nanoseconds. */
  static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** CPU time that a thread has used since it began, in nanoseconds; -1 if it is over. */
  static long cpuNanos(long threadId) {
    return THREADS.getThreadCpuTime(threadId);
  }
}
