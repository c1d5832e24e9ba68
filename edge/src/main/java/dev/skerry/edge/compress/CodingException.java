package dev.skerry.edge.compress;

import java.io.Serial;

/** Content is not in the coding that it claims, or is too much when decoded. */
final class CodingException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  CodingException(String message) {
    super(message, null, false, false);
  }
}
