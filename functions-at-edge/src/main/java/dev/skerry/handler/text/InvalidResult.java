package dev.skerry.handler.text;

import dev.skerry.handler.HandlerFault;

/** Thrown for a result that cannot become a request or response. */
public final class InvalidResult extends Exception {
  private static final long serialVersionUID = 1;

  private final HandlerFault fault;
  private final String message;

  /** Makes one for a fault, and says in words what is wrong. */
  public InvalidResult(HandlerFault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
    this.message = message;
  }

  /** Whether it is invalid or too large. */
  public HandlerFault fault() {
    return fault;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
