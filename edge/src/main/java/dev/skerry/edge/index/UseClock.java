package dev.skerry.edge.index;

/**
 * A clock that goes with the entries that come: uses fade to their half while {@link
 * #TURNS_OF_HALF_LIFE} times as many come as there are. When nothing comes it stands still.
 *
 * <p>Moved under the lock of the index, read by any thread.
 */
final class UseClock {
  private static final int TURNS_OF_HALF_LIFE = 4;

  private volatile int now;

  /** What is there of the next tick. */
  private long progress;

  /** The tick. */
  int now() {
    return now;
  }

  /** An entry has come to so many. */
  void entryCame(int entries) {
    progress += Fading.HALF_LIFE_TICKS;
    long perTick = (long) TURNS_OF_HALF_LIFE * entries;
    if (progress >= perTick) {
      advance((int) (progress / perTick));
      progress %= perTick;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread at a time moves it
  private void advance(int ticks) {
    now += ticks;
  }
}
