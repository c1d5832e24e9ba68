package dev.skerry.origin.tables;

import org.jspecify.annotations.Nullable;

/**
 * Does the same for several, where one that fails keeps none of the others from being done. Used
 * once, by one thread.
 */
final class Attempts {
  private @Nullable RuntimeException failure;

  /** Does one; a failure is kept. */
  void attempt(Runnable one) {
    try {
      one.run();
    } catch (RuntimeException e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /** Throws the first failure, if there was one. */
  void end() {
    if (failure != null) {
      throw failure;
    }
  }
}
