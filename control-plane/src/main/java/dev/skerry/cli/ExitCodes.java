package dev.skerry.cli;

/** The exit codes of every command. */
final class ExitCodes {
  static final int OK = 0;

  /** It did not work, or problems were found. */
  static final int PROBLEM = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The edge that was asked does not answer; {@code EX_UNAVAILABLE} of sysexits.h. */
  static final int UNAVAILABLE = 69;

  private ExitCodes() {}
}
