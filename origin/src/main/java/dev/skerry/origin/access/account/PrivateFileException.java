package dev.skerry.origin.access.account;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Says that a file which only its owner may read cannot be used, and what to do. */
public final class PrivateFileException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  PrivateFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
