package dev.skerry.loadtest.terminal;

/** The exit codes of the measuring instruments; those from 64 on are the ones of sysexits.h. */
public final class ExitCodes {
  public static final int OK = 0;

  /** A bound that the user gave was exceeded, or answers were wrong. */
  public static final int EXCEEDED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 64;

  /** A program, a second core or whoever should answer is not there. */
  public static final int MISSING = 69;

  /** Something that should work did not. */
  public static final int FAILED = 70;

  private ExitCodes() {}
}
