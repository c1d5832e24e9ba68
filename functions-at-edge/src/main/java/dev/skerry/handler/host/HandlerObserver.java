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
}
