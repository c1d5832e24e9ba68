package dev.skerry.edge.sync;

import java.io.IOException;

/** What the other side said cannot be understood; the message says what was expected. */
public final class SyncException extends IOException {
  private static final long serialVersionUID = 1L;

  SyncException(String message) {
    super(message);
  }
}
