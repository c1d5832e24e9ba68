package dev.skerry.handler.jar;

/**
 * Thrown out of a handler that is being stopped. Catching it is of no use: the next checkpoint
 * throws it again, and a catch block begins with one.
 */
public final class HandlerStopped extends Error {
  private static final long serialVersionUID = 1;

  /** Without a stack, as it is thrown in the depth of recursions too. */
  public HandlerStopped() {
    super("the handler is stopped", null, false, false);
  }
}
