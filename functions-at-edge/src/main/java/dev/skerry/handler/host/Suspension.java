package dev.skerry.handler.host;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Verdict;
import java.util.concurrent.TimeUnit;

/**
 * Whether a handler rests: one whose calls are stopped time after time takes processors and memory
 * from all others and gives nothing for it. After some stops in a row it is not called for a
 * second. Then it is on probation: one call is made to try it, all others rest on, and it rests
 * twice as long when that one is stopped, too. A call that comes to its end by itself begins anew.
 *
 * <p>A trial may never be made, as its viewer has left or its handler has no place for it, or take
 * long: after a while there is a further one.
 *
 * <p>It hears of calls that have begun. What took too long without using a processor is not
 * counted: whom it waited for may be to blame, or those who had the processors. Safe for any
 * thread; moments are those of {@link System#nanoTime}.
 */
final class Suspension {
  /** So many calls in a row are no accident. */
  static final int STOPS = 3;

  static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(32);

  /** How long a trial keeps others away. */
  static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * Whether anything is known against it; read without the monitor, so that calls seldom take it.
   */
  private volatile boolean suspect;

  private int stops;

  /** How long the last rest was; 0 if there was none since it began anew. */
  private long restNanos;

  private long untilNanos;
  private boolean onTrial;
  private long triedNanos;

  /** Whether a call is not made now. One that is made after a rest is the trial. */
  boolean refuses(long now) {
    return suspect && rests(now);
  }

  private synchronized boolean rests(long now) {
    if (restNanos == 0) {
      return false;
    }
    if (now - untilNanos < 0 || (onTrial && now - triedNanos < TRIAL_NANOS)) {
      return true;
    }
    onTrial = true;
    triedNanos = now;
    return false;
  }

  /**
   * A call that had begun has ended.
   *
   * @param askedNanos when it was asked for: one that is older than a rest makes the next no longer
   * @return how long the handler rests because of it; 0 if it does not begin to
   */
  long ended(Verdict verdict, long askedNanos, long now) {
    if (!(verdict instanceof Verdict.Failed(HandlerFault fault, _, _))) {
      return suspect ? cameToItsEnd() : 0;
    }
    return switch (fault) {
      case CPU_TIME, MEMORY -> wasStopped(askedNanos, now);
      case EXCEPTION, INVALID_RESULT, RESULT_SIZE -> suspect ? cameToItsEnd() : 0;
      case WALL_TIME, BODY_SIZE, BODY_MEMORY, BODY_CODING, BUSY, DISABLED, RETIRED, SUSPENDED ->
          suspect ? saidNothing(askedNanos) : 0;
    };
  }

  /** A trial that tells neither way makes room for the next. */
  private synchronized long saidNothing(long askedNanos) {
    if (!isOfBefore(askedNanos)) {
      onTrial = false;
    }
    return 0;
  }

  private boolean isOfBefore(long askedNanos) {
    return restNanos > 0 && askedNanos - untilNanos < 0;
  }

  private synchronized long cameToItsEnd() {
    suspect = false;
    stops = 0;
    restNanos = 0;
    onTrial = false;
    return 0;
  }

  private synchronized long wasStopped(long askedNanos, long now) {
    if (isOfBefore(askedNanos)) {
      return 0; // it was made before the rest began
    }
    suspect = true;
    stops++;
    if (stops < STOPS) {
      return 0;
    }
    restNanos = restNanos == 0 ? FIRST_NANOS : Math.min(2 * restNanos, MOST_NANOS);
    onTrial = false;
    untilNanos = now + restNanos;
    return restNanos;
  }
}
