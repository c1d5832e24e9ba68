package dev.skerry.origin.tables;

import dev.skerry.origin.tables.transfer.TransferException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an export or import so far.
 *
 * @param ended null while it is being made
 * @param code why it failed; null where it did not
 * @param message the same in words
 */
public record TransferState(
    @Nullable Instant ended, @Nullable String code, @Nullable String message) {
  /** It is being made. */
  static final TransferState RUNNING = new TransferState(null, null, null);

  /** Whether it is being made. */
  public boolean isRunning() {
    return ended == null;
  }

  /** As in {@code ExportStatus} and {@code ImportStatus}. */
  public String status() {
    if (ended == null) {
      return "IN_PROGRESS";
    }
    return code == null ? "COMPLETED" : "FAILED";
  }

  static TransferState completed(Instant now) {
    return new TransferState(now, null, null);
  }

  static TransferState failed(Instant now, TransferException why) {
    return new TransferState(now, why.code(), why.text());
  }
}
