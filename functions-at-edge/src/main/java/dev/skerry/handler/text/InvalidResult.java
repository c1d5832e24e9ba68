package dev.skerry.handler.text;

import dev.skerry.handler.HandlerFault;

/** Thrown for a result that cannot become a request or response. */
final class InvalidResult extends Exception {
  private static final long serialVersionUID = 1;

  private final HandlerFault fault;
  private final String message;

  InvalidResult(HandlerFault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
    this.message = message;
  }

  HandlerFault fault() {
    return fault;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
