package dev.skerry.handler.subrequest;

import java.io.IOException;

/** Thrown where a request is not made, or a response not taken, by a rule of ours. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }
}
