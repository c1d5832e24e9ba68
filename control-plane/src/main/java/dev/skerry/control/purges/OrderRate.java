package dev.skerry.control.purges;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often each caller may order purges: a bucket of permits each, which fills steadily. The
 * {@value #CALLERS_MAX} callers seen last are remembered; another one begins with a full bucket.
 */
final class OrderRate {
  private static final int CALLERS_MAX = 10_000;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS_MAX;
        }
      };

  private record Bucket(double permits, long atNanos) {}

  /**
   * Makes it.
   *
   * @param perSecond permits that come back
   * @param burst permits that a caller can have at once
   */
  OrderRate(double perSecond, double burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
  }

  /** Takes a permit of a caller: zero, or after how long there is one. */
  synchronized Duration take(String caller) {
    long now = nanos.getAsLong();
    Bucket old = buckets.getOrDefault(caller, new Bucket(burst, now));
    double filled = perSecond * (now - old.atNanos) / TimeUnit.SECONDS.toNanos(1);
    double permits = Math.min(burst, old.permits + filled);
    if (permits >= 1) {
      buckets.put(caller, new Bucket(permits - 1, now));
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) ((1 - permits) / perSecond * TimeUnit.SECONDS.toNanos(1)) + 1);
  }
}
