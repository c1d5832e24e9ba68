package dev.skerry.origin.chore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Does the same for several, where one that fails keeps none of the others from being done. Used
 * once, by one thread.
 */
public final class Separately {
  private @Nullable RuntimeException failure;

  /** For several of which none is done yet. */
  public Separately() {}

  /** Some of several failed; the others did not, and are not to wait for them. */
  public static final class SomeFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Instant next;

    private SomeFailed(RuntimeException cause, @Nullable Instant next) {
      super(cause);
      this.next = next;
    }

    /** When the others want to be done again at the latest, or null when it is not known. */
    public @Nullable Instant next() {
      return next;
    }
  }

  /** Does one; a failure is kept. */
  public void attempt(Runnable one) {
    try {
      one.run();
    } catch (RuntimeException e) {
      if (failure == null) {
        failure = e;
      } else if (!failure.equals(e)) {
        failure.addSuppressed(e);
      }
    }
  }

  /**
   * Tells of those that failed, if any did.
   *
   * @param next when the others want to be done again
   * @throws SomeFailed with the first failure as its cause
   */
  public void end(@Nullable Instant next) {
    if (failure != null) {
      throw new SomeFailed(failure, next);
    }
  }
}
