package dev.skerry.handler.host;

import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;

/** Who counts calls. Safe for any thread; must not block. */
@FunctionalInterface
public interface HandlerObserver {
  /**
   * A call is over, or was refused.
   *
   * @param handler its id
   * @param nanos from the moment when it was asked for
   */
  void called(String handler, Hook hook, Verdict verdict, long nanos);

  /**
   * Tells what calls have used since this was told last. What they allocate is told as each of them
   * comes to its end without being stopped; processor time as soon as their thread has nothing else
   * to do, or makes other calls.
   *
   * @param cpuNanos processor time of calls in a row, with what their thread did between them; none
   *     is told of calls on event loops, which are too short to be measured
   * @param bytes what threads have allocated during calls
   */
  default void used(String handler, Hook hook, long cpuNanos, long bytes) {}
}
