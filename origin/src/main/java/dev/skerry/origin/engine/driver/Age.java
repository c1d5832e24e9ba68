package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.EngineException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long something has lived, against how long it may. */
public final class Age {
  private final String what;
  private final Duration limit;
  private final LongSupplier ticker;
  private final long began;

  /**
   * The age of something that begins now.
   *
   * @param what for the text of errors
   * @param limit how old it may become
   * @param ticker nanoseconds from any moment on, as {@link System#nanoTime}
   */
  public Age(String what, Duration limit, LongSupplier ticker) {
    this.what = what;
    this.limit = limit;
    this.ticker = ticker;
    this.began = ticker.getAsLong();
  }

  /** Throws {@link EngineException.TooOld} past the limit. */
  public void check() {
    if (isOver()) {
      throw new EngineException.TooOld(
          what + " is older than " + limit.toMillis() + " ms: begin a new one");
    }
  }

  /** Whether it is past the limit. */
  public boolean isOver() {
    return ticker.getAsLong() - began > limit.toNanos();
  }
}
