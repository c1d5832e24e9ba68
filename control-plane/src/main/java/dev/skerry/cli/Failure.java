package dev.skerry.cli;

import dev.skerry.origin.access.account.PrivateFileException;
import dev.skerry.origin.engine.EngineException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Ends a command with a message for the user, instead of a stack trace. */
sealed class Failure extends RuntimeException permits Refusal {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Ends with that exit code; the message says what happened and what to do. */
  Failure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** Ends because something could not be read, written or opened. */
  static Failure of(IOException e) {
    String text = String.valueOf(e.getMessage());
    return new Failure(
        ExitCodes.PROBLEM,
        switch (e) {
          case NoSuchFileException _ -> "there is no " + text;
          case AccessDeniedException _ ->
              "the user %s has no right to use %s".formatted(System.getProperty("user.name"), text);
          default -> text;
        });
  }

  /** Ends because an engine could not do what was asked. */
  static Failure of(EngineException e) {
    return new Failure(ExitCodes.PROBLEM, String.valueOf(e.getMessage()));
  }

  /** Ends because of a file with secrets. */
  static Failure of(PrivateFileException e) {
    return new Failure(ExitCodes.PROBLEM, String.valueOf(e.getMessage()));
  }

  final int exitCode() {
    return exitCode;
  }
}
