package dev.skerry.loadtest.generator;

import dev.skerry.loadtest.origin.ByteCount;
import dev.skerry.loadtest.terminal.Stop;
import java.util.SplittableRandom;

/** How large an object is: always the same for the same key. */
interface Sizes {
  /** Bytes of the content of this key. */
  long of(long key);

  /**
   * Reads a size as {@code 10k}, {@code lognormal:MEDIAN:SIGMA}, or {@code trace}: sizes as they
   * are asked for from a content delivery network, most of them small, most bytes in the large
   * ones.
   */
  static Sizes parse(String text) {
    String[] words = text.split(":", -1);
    try {
      if (words.length == 1 && words[0].equals("trace")) {
        return key -> TraceSizes.at(share(key));
      }
      if (words.length == 3 && words[0].equals("lognormal")) {
        double median = ByteCount.parse(words[1]);
        double sigma = Double.parseDouble(words[2]);
        return key -> logNormal(key, median, sigma);
      }
      long size = ByteCount.parse(text);
      return key -> size;
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          "expected a size as 10k, lognormal:MEDIAN:SIGMA or trace, found '" + text + "'");
    }
  }

  private static long logNormal(long key, double median, double sigma) {
    double normal = new SplittableRandom(key).nextGaussian();
    return Math.clamp(Math.round(median * Math.exp(sigma * normal)), 1, 1L << 32);
  }

  /** A key's place between 0 and 1. */
  private static double share(long key) {
    return new SplittableRandom(key).nextDouble();
  }
}
