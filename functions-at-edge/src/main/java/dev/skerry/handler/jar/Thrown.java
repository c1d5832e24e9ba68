package dev.skerry.handler.jar;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said of what an author's code threw; nothing of it is trusted. */
final class Thrown {
  private Thrown() {}

  /** Its class and its message. */
  static String words(Throwable thrown) {
    String name = thrown.getClass().getName();
    String message = message(thrown);
    return message == null ? name : name + ": " + message;
  }

  /** An exception's class may be the author's, and throw from its own methods too. */
  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (HandlerStopped stopped) {
      throw stopped;
    } catch (Throwable _) {
      return null;
    }
  }

  /** The innermost line of what a loader loaded, {@code MyHandler.java:12}; empty if unknown. */
  static String place(Throwable thrown, @Nullable ClassLoader loader) {
    String name = loader == null ? null : loader.getName();
    for (StackTraceElement frame : trace(thrown)) {
      boolean isAuthors = frame != null && name != null && name.equals(frame.getClassLoaderName());
      if (isAuthors && frame.getFileName() != null) {
        return frame.getFileName() + ":" + frame.getLineNumber();
      }
    }
    return "";
  }

  /** An author's exception may say what it likes, also nothing. */
  private static @Nullable StackTraceElement[] trace(Throwable thrown) {
    try {
      return Objects.requireNonNullElse(thrown.getStackTrace(), new StackTraceElement[0]);
    } catch (HandlerStopped stopped) {
      throw stopped;
    } catch (Throwable _) {
      return new StackTraceElement[0];
    }
  }
}
