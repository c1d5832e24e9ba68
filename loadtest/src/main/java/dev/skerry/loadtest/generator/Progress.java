package dev.skerry.loadtest.generator;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What happened in the last second.
 *
 * @param nanos since counting began; negative while warming up
 * @param answered in this second
 * @param latencies of this second
 * @param failed since the beginning
 * @param late since the beginning
 */
record Progress(long nanos, long answered, Histogram latencies, long failed, long late) {
  /** One line of text. */
  String line() {
    if (nanos < 0) {
      return "warming up …";
    }
    return String.format(
        Locale.ROOT,
        "%4.0f s  %,9d/s  p50 %.2f  p99 %.2f  max %.2f ms  failed %,d  late %,d",
        nanos / 1e9,
        answered,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6,
        latencies.getMaxValue() / 1e6,
        failed,
        late);
  }
}
