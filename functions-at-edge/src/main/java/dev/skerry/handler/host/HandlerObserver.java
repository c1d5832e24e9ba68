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
   * A call has come to its end, and was not stopped.
   *
   * @param cpuNanos processor time; 0 of a call on an event loop, which is too short to be measured
   * @param bytes what its thread has allocated meanwhile
   */
  default void used(String handler, Hook hook, long cpuNanos, long bytes) {}
}
