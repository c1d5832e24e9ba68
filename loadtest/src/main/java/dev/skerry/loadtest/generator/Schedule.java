package dev.skerry.loadtest.generator;

import java.util.SplittableRandom;

/** When requests are due: nanoseconds from the start, one after the other. */
interface Schedule {
  /** The next one; never earlier than the one before. */
  long next();

  /**
   * Evenly spaced requests of one lane of several, which take turns.
   *
   * @param perSecond of all lanes together
   */
  static Schedule even(double perSecond, int lane, int lanes) {
    double gap = 1e9 / perSecond;
    return new Schedule() {
      private long index = lane;

      @Override
      public long next() {
        long due = (long) (index * gap);
        index += lanes;
        return due;
      }
    };
  }

  /**
   * Requests of viewers who know nothing of each other: the gaps are exponential.
   *
   * @param perSecond of this lane
   */
  static Schedule random(double perSecond, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double gap = 1e9 / perSecond;
    return new Schedule() {
      private double due;

      @Override
      public long next() {
        due -= gap * Math.log(1 - random.nextDouble());
        return (long) due;
      }
    };
  }
}
