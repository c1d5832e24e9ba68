package dev.skerry.handler.sandboxed;

/** A function of the host failed, which is no fault of the script that asked for it. */
final class HostFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  HostFailure(String function, RuntimeException cause) {
    super("failed within the edge, in " + function + ": " + cause, cause);
  }
}
