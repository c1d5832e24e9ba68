package dev.skerry.control.purges;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One purge on its way to the edges: which have applied it, and how long that took. */
final class Delivery {
  private final long sequence;
  private final long sinceNanos;
  private final Map<String, Long> micros = new TreeMap<>();

  /**
   * Of a purge that nobody has been told yet.
   *
   * @param sinceNanos when its order arrived
   */
  Delivery(long sequence, long sinceNanos) {
    this.sequence = sequence;
    this.sinceNanos = sinceNanos;
  }

  long sequence() {
    return sequence;
  }

  /** An edge has applied it; what it said first counts. */
  synchronized void applied(String edge, long nowNanos) {
    long took = TimeUnit.NANOSECONDS.toMicros(nowNanos - sinceNanos);
    micros.putIfAbsent(edge, Math.max(0, took));
  }

  /** After how many microseconds an edge had applied it; null if it has not. */
  synchronized @Nullable Long micros(String edge) {
    return micros.get(edge);
  }
}
