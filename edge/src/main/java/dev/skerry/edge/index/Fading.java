package dev.skerry.edge.index;

/**
 * How uses fade: by half in {@link #HALF_LIFE_TICKS} ticks of the {@link UseClock}, down to
 * nothing.
 */
final class Fading {
  /** Ticks in which uses fade to their half. */
  static final int HALF_LIFE_TICKS = 16;

  private static final float[] REST = new float[HALF_LIFE_TICKS * 24];

  static {
    for (int ticks = 0; ticks < REST.length; ticks++) {
      REST[ticks] = (float) Math.pow(2, -(double) ticks / HALF_LIFE_TICKS);
    }
  }

  private Fading() {}

  /**
   * What is left of uses.
   *
   * @param ticks passed since they were counted; what is less than 0 counts as 0
   */
  static float after(float uses, int ticks) {
    return ticks <= 0 ? uses : ticks < REST.length ? uses * REST[ticks] : 0;
  }
}
