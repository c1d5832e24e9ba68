package dev.skerry.origin.objects.content;

import java.io.IOException;

/** A call to a service that was not made, as too many are under way: to be made again later. */
public final class BusyException extends IOException {
  private static final long serialVersionUID = 1;

  /** That, in a sentence. */
  public BusyException(String message) {
    super(message);
  }
}
