package dev.skerry.origin.tables.model.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a call on a model failed; the list of its kinds is closed. */
public abstract sealed class ModelException extends RuntimeException
    permits AlreadyExists,
        ConditionFailed,
        Conflict,
        NotFound,
        Refused,
        SchemaInvalid,
        TableMismatch,
        TableMissing,
        Throttled,
        TransactionCancelled,
        Unavailable,
        Unprocessed,
        Unreadable,
        ValidationFailed {
  ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the same call may succeed when it is made again, unaltered, a little later. */
  public boolean mayBeRetried() {
    return false;
  }

  static String listed(String intro, List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("; ", intro, ""));
  }
}
