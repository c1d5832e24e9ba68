package dev.skerry.edge.index;

/**
 * How uses fade: by half in {@link #HALF_LIFE_TICKS} ticks of the {@link UseClock}, down to
 * nothing. The last one shines besides, for a few ticks.
 */
final class Fading {
  /** Ticks in which uses fade to their half. */
  static final int HALF_LIFE_TICKS = 128;

  /** Ticks in which the shine of the last use fades to its half. */
  private static final int SHINE_HALF_LIFE_TICKS = 3;

  /** What a use is worth besides, in uses, at the moment it comes. */
  private static final float SHINE = 2;

  /** So many ticks are one step of the table. */
  private static final int STEP_TICKS = 8;

  private static final float[] REST = fading(1, HALF_LIFE_TICKS / STEP_TICKS, 24);
  private static final float[] SHINING = fading(SHINE, SHINE_HALF_LIFE_TICKS, 12);

  private Fading() {}

  private static float[] fading(float from, int halfLife, int halfLives) {
    float[] table = new float[halfLife * halfLives];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (from * Math.pow(2, -(double) i / halfLife));
    }
    return table;
  }

  /**
   * What is left of uses.
   *
   * @param ticks passed since they were counted; what is less than 0 counts as 0
   */
  static float after(float uses, int ticks) {
    int step = ticks / STEP_TICKS;
    return step <= 0 ? uses : step < REST.length ? uses * REST[step] : 0;
  }

  /** What the last use is worth besides, so many ticks after it. */
  static float shine(int ticks) {
    return ticks <= 0 ? SHINE : ticks < SHINING.length ? SHINING[ticks] : 0;
  }
}
