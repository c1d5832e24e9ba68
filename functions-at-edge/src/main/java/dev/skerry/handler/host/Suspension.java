package dev.skerry.handler.host;

import dev.skerry.handler.Verdict;
import java.util.concurrent.TimeUnit;

/**
 * Whether a handler rests: one whose calls are stopped time after time takes processors and memory
 * from all others and gives nothing for it. After some stops in a row it is not called for a
 * second; then one call is tried, and while such a call is stopped as well, it rests twice as long
 * as before.
 *
 * <p>It hears of calls that have begun: for those that waited too long others may be to blame. Safe
 * for any thread; moments are those of {@link System#nanoTime}.
 */
final class Suspension {
  /** So many calls in a row are no accident. */
  static final int STOPS = 5;

  static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(32);

  /**
   * How many calls in a row were stopped; read without the monitor, so that calls seldom take it.
   */
  private volatile int stops;

  private boolean trying;
  private long lengthNanos;
  private long untilNanos;

  /** Whether a call is not made now. The one that is tried after a rest is told to be made. */
  boolean refuses(long now) {
    return stops >= STOPS && rests(now);
  }

  private synchronized boolean rests(long now) {
    if (stops < STOPS) {
      return false;
    }
    if (now - untilNanos < 0) {
      return true;
    }
    trying = true;
    untilNanos = now + lengthNanos; // for its outcome may never be told
    return false;
  }

  /**
   * A call that had begun has ended.
   *
   * @return how long the handler rests because of it; 0 if it does not begin to
   */
  long ended(Verdict verdict, long now) {
    if (!(verdict instanceof Verdict.Failed failed)) {
      return stops == 0 ? 0 : hasEndedWell();
    }
    return switch (failed.fault()) {
      case CPU_TIME, WALL_TIME, MEMORY -> wasStopped(now);
      case EXCEPTION, INVALID_RESULT, RESULT_SIZE -> stops == 0 ? 0 : hasEndedWell();
      case BODY_SIZE, BODY_MEMORY, BODY_CODING, BUSY, DISABLED, RETIRED, SUSPENDED -> 0;
    };
  }

  private synchronized long hasEndedWell() {
    stops = 0;
    trying = false;
    return 0;
  }

  private synchronized long wasStopped(long now) {
    if (stops < STOPS - 1) {
      stops = stops + 1;
      return 0;
    }
    if (stops == STOPS && !trying) {
      return 0; // it was made before the rest began
    }
    lengthNanos = stops == STOPS ? Math.min(2 * lengthNanos, MOST_NANOS) : FIRST_NANOS;
    stops = STOPS;
    trying = false;
    untilNanos = now + lengthNanos;
    return lengthNanos;
  }
}
