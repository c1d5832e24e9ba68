package dev.skerry.loadtest.generator;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** What a lane has counted; written by its thread, read by the one that tells the progress. */
final class Counts {
  /** Latencies in nanoseconds: from a microsecond to an hour, three digits. */
  private static final long LOWEST = 1_000;

  private static final long HIGHEST = 3_600_000_000_000L;

  private final SingleWriterRecorder latencies = new SingleWriterRecorder(LOWEST, HIGHEST, 3);
  private final Map<Fault, LongAdder> faults = new EnumMap<>(Fault.class);
  final LongAdder answered = new LongAdder();
  final LongAdder bytes = new LongAdder();

  /** Sent later than due although a connection was free. */
  final LongAdder late = new LongAdder();

  /** Due while no connection was free. */
  final LongAdder waited = new LongAdder();

  /** Due, and not sent when the time was over. */
  final LongAdder unsent = new LongAdder();

  final LongAdder reconnects = new LongAdder();

  Counts() {
    for (Fault fault : Fault.values()) {
      faults.put(fault, new LongAdder());
    }
  }

  private LongAdder adder(Fault fault) {
    LongAdder adder = faults.get(fault);
    if (adder == null) {
      throw new IllegalStateException(fault.name());
    }
    return adder;
  }

  static Histogram emptyHistogram() {
    return new Histogram(LOWEST, HIGHEST, 3);
  }

  void latency(long nanos) {
    latencies.recordValue(Math.clamp(nanos, LOWEST, HIGHEST));
  }

  void fault(Fault fault) {
    adder(fault).increment();
  }

  long faults(Fault fault) {
    return adder(fault).sum();
  }

  long allFaults() {
    long sum = 0;
    for (Fault fault : Fault.values()) {
      sum += faults(fault);
    }
    return sum;
  }

  /** The latencies since the last call. */
  Histogram interval() {
    return latencies.getIntervalHistogram();
  }
}
