package dev.skerry.control.api;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The content of a call that will never be complete. */
public final class LostContentException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final @Nullable Obstacle why;

  LostContentException(@Nullable Obstacle why) {
    super(why == null ? "the client has gone" : "the content was given up: " + why);
    this.why = why;
  }

  /** Why it was given up; null where the client has gone, who gets no answer any more. */
  public @Nullable Obstacle why() {
    return why;
  }

  /** A trace of the reader says nothing about the client. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
