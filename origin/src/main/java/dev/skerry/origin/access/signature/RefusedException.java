package dev.skerry.origin.access.signature;

import java.io.Serial;

/** Says that a request is refused, and why. It has no stack trace: it is what a client did. */
public final class RefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  /** For a reason. */
  public RefusedException(Refusal refusal) {
    super(refusal.getClass().getSimpleName(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}
