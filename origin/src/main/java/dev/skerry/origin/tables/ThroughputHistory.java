package dev.skerry.origin.tables;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How the provisioned throughput of a table was changed.
 *
 * @param earlier what it was before the last change, shown while the table is being updated
 * @param increased when it was last raised, null where it never was
 * @param decreased when it was last lowered, null where it never was
 * @param decreases how often it was lowered on the day of {@code decreased}, in UTC
 */
public record ThroughputHistory(
    Throughput earlier, @Nullable Instant increased, @Nullable Instant decreased, int decreases) {
  /** The history with another change. */
  static ThroughputHistory after(
      @Nullable ThroughputHistory before, Throughput from, Throughput to, Instant now) {
    boolean raised = to.read() > from.read() || to.write() > from.write();
    boolean lowered = to.read() < from.read() || to.write() < from.write();
    Instant lastRaise = before == null ? null : before.increased;
    Instant lastDrop = before == null ? null : before.decreased;
    int today = before == null ? 0 : before.decreasesOn(now);
    return new ThroughputHistory(
        from, raised ? now : lastRaise, lowered ? now : lastDrop, lowered ? today + 1 : today);
  }

  /** How often it was lowered on the day of a moment. */
  public int decreasesOn(Instant now) {
    return decreased != null
            && now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(decreased.atOffset(ZoneOffset.UTC).toLocalDate())
        ? decreases
        : 0;
  }
}
