package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerFault;

/** Thrown for a result that is not carried out. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final HandlerFault fault;

  Refused(String message) {
    this(HandlerFault.INVALID_RESULT, message);
  }

  Refused(HandlerFault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  HandlerFault fault() {
    return fault;
  }
}
