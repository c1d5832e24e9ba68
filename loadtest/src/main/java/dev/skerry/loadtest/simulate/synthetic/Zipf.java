package dev.skerry.loadtest.simulate.synthetic;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ranks from 0, each drawn in proportion to the inverse of (rank + 1) to a power. */
final class Zipf {
  private final double[] cumulative;

  Zipf(int ranks, double exponent) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      cumulative[rank] = sum;
    }
  }

  int draw(RandomGenerator random) {
    double wanted = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, wanted);
    return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
  }
}
