package dev.skerry.edge.observe;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The latency buckets of every histogram, and where a histogram lies in a row of {@link Stripes}:
 * one counter per bucket (not cumulative), then the sum in nanoseconds.
 *
 * <p>The bounds go from what a hit takes to what a patient viewer waits, about 1 : 2 : 5.
 */
final class Buckets {
  private static final long[] BOUNDS_MICROS = {
    50,
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    30_000_000,
    60_000_000
  };

  /** Counters of one histogram: the bounds, the one above all bounds, the sum. */
  static final int COUNTERS = BOUNDS_MICROS.length + 2;

  private static final int SUM = COUNTERS - 1;
  private static final long[] BOUNDS_NANOS = new long[BOUNDS_MICROS.length];
  private static final String[] LE = new String[BOUNDS_MICROS.length + 1];

  static {
    for (int i = 0; i < BOUNDS_MICROS.length; i++) {
      BOUNDS_NANOS[i] = TimeUnit.MICROSECONDS.toNanos(BOUNDS_MICROS[i]);
      LE[i] = MetricsText.decimalSeconds(BOUNDS_NANOS[i]);
    }
    LE[BOUNDS_MICROS.length] = "+Inf";
  }

  private Buckets() {}

  /** Counts one duration in the histogram that begins at counter {@code start}. */
  static void count(Stripes stripes, int mine, int start, long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
      bucket++;
    }
    stripes.add(mine, start + bucket, 1);
    stripes.add(mine, start + SUM, nanos);
  }

  /**
   * The histogram that begins at counter {@code start} in coarser classes: one count for each
   * bound, up to it and above the one before, and one for all above.
   *
   * @param boundsMicros rising; each one of the bounds here
   */
  static List<Long> read(Stripes stripes, int start, List<Long> boundsMicros) {
    long[] counts = new long[boundsMicros.size() + 1];
    int to = 0;
    for (int from = 0; from <= BOUNDS_MICROS.length; from++) {
      while (to < boundsMicros.size()
          && (from == BOUNDS_MICROS.length || BOUNDS_MICROS[from] > boundsMicros.get(to))) {
        to++;
      }
      counts[to] += stripes.sum(start + from);
    }
    return Arrays.stream(counts).boxed().toList();
  }

  /** Writes the samples of the histogram that begins at counter {@code start}; none if empty. */
  static void write(MetricsText text, String name, Labels labels, Stripes stripes, int start) {
    long[] counts = new long[LE.length];
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += stripes.sum(start + i);
      counts[i] = total;
    }
    if (total == 0) {
      return;
    }
    for (int i = 0; i < counts.length; i++) {
      String le = "le=\"" + LE[i] + '"';
      String all = labels.text().isEmpty() ? le : labels.text() + ',' + le;
      text.sample(name + "_bucket", new Labels(all), counts[i]);
    }
    text.seconds(name + "_sum", labels, stripes.sum(start + SUM));
    text.sample(name + "_count", labels, total);
  }
}
