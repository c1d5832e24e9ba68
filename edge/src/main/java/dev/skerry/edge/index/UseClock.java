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

  /** What is there of the next tick, in comings. */
  private int progress;

  /** The tick. */
  int now() {
    return now;
  }

  /** An entry has come to so many. */
  void entryCame(int entries) {
    progress += Fading.HALF_LIFE_TICKS;
    if (progress >= TURNS_OF_HALF_LIFE * (long) entries) {
      progress = 0;
      tick();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread at a time moves it
  private void tick() {
    now++;
  }
}
