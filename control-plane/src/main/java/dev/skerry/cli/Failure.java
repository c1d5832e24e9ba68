package dev.skerry.cli;

/** Ends a command with a message for the user, instead of a stack trace. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Ends with that exit code; the message says what happened and what to do. */
  Failure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
