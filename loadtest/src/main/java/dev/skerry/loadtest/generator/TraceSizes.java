package dev.skerry.loadtest.generator;

/** A distribution of object sizes like that of a site's pictures, scripts and downloads. */
final class TraceSizes {
  private static final double[] SHARES = {0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 0.999, 1};
  private static final double[] BYTES = {
    200, 700, 2_000, 12_000, 45_000, 150_000, 600_000, 1_800_000, 8_000_000, 32_000_000
  };

  private TraceSizes() {}

  /** The size that this share of all objects is below; shares from 0 to 1. */
  static long at(double share) {
    int above = 1;
    while (above < SHARES.length - 1 && SHARES[above] < share) {
      above++;
    }
    double part = (share - SHARES[above - 1]) / (SHARES[above] - SHARES[above - 1]);
    double log =
        Math.log(BYTES[above - 1]) + part * (Math.log(BYTES[above]) - Math.log(BYTES[above - 1]));
    return Math.round(Math.exp(log));
  }
}
