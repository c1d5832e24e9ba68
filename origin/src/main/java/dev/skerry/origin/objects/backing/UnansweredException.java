package dev.skerry.origin.objects.backing;

import java.io.IOException;

/** A call that the service did not answer, or only with that it cannot now. */
final class UnansweredException extends IOException {
  private static final long serialVersionUID = 1;

  UnansweredException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
