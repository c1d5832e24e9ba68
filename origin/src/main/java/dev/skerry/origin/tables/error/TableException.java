package dev.skerry.origin.tables.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the table API that is an error: its type and, for most, the exact text for the
 * client.
 *
 * <p>It has no stack trace: it is what a client did, not a fault of the program.
 */
public class TableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final ErrorType type;

  /**
   * @param message the text for the client, or null where the service sends none, as for a body
   *     that is not JSON
   */
  public TableException(ErrorType type, @Nullable String message) {
    super(message, null, false, false);
    this.type = type;
  }

  /** A request that makes no sense, with the text that says why. */
  public static TableException validation(String message) {
    return new TableException(ErrorType.VALIDATION, message);
  }

  /** A body that has another shape than the operation's input. */
  public static TableException serialization(@Nullable String message) {
    return new TableException(ErrorType.SERIALIZATION, message);
  }

  /** What kind of error this is. */
  public final ErrorType type() {
    return type;
  }
}
