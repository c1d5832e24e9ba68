package dev.skerry.loadtest.simulate.synthetic;

import java.util.random.RandomGenerator;

/** A distribution of sizes in bytes. */
@FunctionalInterface
interface Sizes {
  long draw(RandomGenerator random);

  /** All the same. */
  static Sizes equal(long bytes) {
    return random -> bytes;
  }

  /** Their logarithms are normally distributed. */
  static Sizes lognormal(long medianBytes, double sigma, long most) {
    return random ->
        Math.clamp(Math.round(medianBytes * Math.exp(sigma * random.nextGaussian())), 64, most);
  }

  /** Of Pareto: many small ones and a long tail. */
  static Sizes pareto(long leastBytes, double shape, long most) {
    return random ->
        Math.min(most, Math.round(leastBytes * Math.pow(1 - random.nextDouble(), -1 / shape)));
  }

  /** The first, or with that probability the second. */
  static Sizes mixed(Sizes first, Sizes second, double ofSecond) {
    return random -> (random.nextDouble() < ofSecond ? second : first).draw(random);
  }
}
