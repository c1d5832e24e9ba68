package dev.skerry.handler.host;

import org.jspecify.annotations.Nullable;

/** A platform thread that runs code of handlers, as the watchdog sees it. */
interface WatchedThread {
  long threadId();

  /** What it runs now, or null. */
  @Nullable Watched watched();

  /** Counts the CPU time of calls; null where they are too short for that. On that thread. */
  @Nullable CpuClock cpu();

  /** On that thread: from now on the watchdog sees this. */
  void begin(Watched next);

  /** On that thread: what it ran is over. */
  void end(Watched mine);

  /** Gives up on it, as what it runs does not stop. False if it has just come back. */
  boolean abandon(Watched unstoppable);
}
