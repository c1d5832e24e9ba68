package dev.skerry.loadtest.generator;

import java.util.SplittableRandom;

/**
 * Ranks from 1 to {@code count}, rank k with a probability in proportion to {@code k^-exponent}.
 *
 * <p>Rejection-inversion (W. Hörmann, G. Derflinger, "Rejection-inversion to generate variates from
 * monotone discrete distributions", 1996): no table, and the same cost for any count.
 */
final class Zipf {
  private final double exponent;
  private final long count;
  private final SplittableRandom random;
  private final double areaBelowFirst;
  private final double areaAll;
  private final double squeeze;

  Zipf(double exponent, long count, SplittableRandom random) {
    this.exponent = exponent;
    this.count = count;
    this.random = random;
    areaBelowFirst = area(1.5) - 1;
    areaAll = area(count + 0.5);
    squeeze = 2 - inverse(area(2.5) - height(2));
  }

  /** The next rank. */
  long rank() {
    while (true) {
      double u = areaAll + random.nextDouble() * (areaBelowFirst - areaAll);
      double x = inverse(u);
      long rank = Math.clamp((long) (x + 0.5), 1, count);
      if (rank - x <= squeeze || u >= area(rank + 0.5) - height((double) rank)) {
        return rank;
      }
    }
  }

  /** The integral of {@link #height} up to x. */
  private double area(double x) {
    double log = Math.log(x);
    return overX(Math.expm1((1 - exponent) * log), (1 - exponent) * log) * log;
  }

  private double height(double x) {
    return Math.exp(-exponent * Math.log(x));
  }

  private double inverse(double area) {
    double t = Math.max(-1, area * (1 - exponent));
    return Math.exp(overX(Math.log1p(t), t) * area);
  }

  /** A quotient that is 1 in the limit of 0, which exponents near 1 come close to. */
  private static double overX(double value, double x) {
    return Math.abs(x) > 1e-12 ? value / x : 1;
  }
}
