package dev.skerry.origin.engine;

import java.time.Duration;

/** Somebody waiting for a topic's next entries. Used by one thread at a time. */
public interface Watch extends AutoCloseable {
  /**
   * Waits until something has probably been emitted since the watch was made or this returned last,
   * but not longer than a duration, and not in an interrupted thread.
   *
   * @return whether something was probably emitted
   */
  boolean await(Duration atMost);

  /** Ends the watch, and the waiting. */
  @Override
  void close();
}
