package dev.skerry.edge.observe;

/**
 * How long something took, each time, in the classes of all histograms. May be used by any thread.
 */
public final class DurationHistogram {
  private final Stripes stripes = new Stripes(Buckets.COUNTERS);

  /** Counts one duration; what is below zero counts as zero. */
  public void count(long nanos) {
    Buckets.count(stripes, stripes.mine(), 0, Math.max(0, nanos));
  }

  void writeTo(MetricsText text, String name, Labels labels) {
    Buckets.write(text, name, labels, stripes, 0);
  }
}
