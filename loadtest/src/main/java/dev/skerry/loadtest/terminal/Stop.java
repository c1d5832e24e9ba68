package dev.skerry.loadtest.terminal;

/** Ends a command with a message for the user, instead of a stack trace. */
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Stop(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The command line asks for what cannot be. */
  public static Stop usage(String message) {
    return new Stop(ExitCodes.USAGE, message);
  }

  /** Something that is needed is not on this machine, or does not answer. */
  public static Stop missing(String message) {
    return new Stop(ExitCodes.MISSING, message);
  }

  /** Something that should work did not. */
  public static Stop failed(String message) {
    return new Stop(ExitCodes.FAILED, message);
  }

  /** One of {@link ExitCodes}. */
  public int exitCode() {
    return exitCode;
  }
}
