package dev.skerry.origin.objects;

import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a version from being removed.
 *
 * @param retention null when there is none
 * @param legalHold null when it was never set
 */
public record ObjectLock(@Nullable Retention retention, @Nullable Boolean legalHold) {
  /** Nothing. */
  public static final ObjectLock NONE = new ObjectLock(null, null);

  /** How strictly a version is retained. */
  public enum Mode {
    /** Who has a permission of its own may remove it, or shorten the retention. */
    GOVERNANCE,
    /** Nobody may. */
    COMPLIANCE
  }

  /** Until when a version is kept. */
  public record Retention(Mode mode, Instant until) {}

  /** The same with another retention. */
  public ObjectLock with(@Nullable Retention changed) {
    return new ObjectLock(changed, legalHold);
  }

  /** The same with a legal hold, or without. */
  public ObjectLock withLegalHold(boolean on) {
    return new ObjectLock(retention, on);
  }

  /**
   * Whether the version must be kept now.
   *
   * @param bypass whether the caller may, and wants to, bypass governance
   */
  public boolean keeps(Instant now, boolean bypass) {
    if (Boolean.TRUE.equals(legalHold)) {
      return true;
    }
    return retention != null
        && now.isBefore(retention.until)
        && !(bypass && retention.mode == Mode.GOVERNANCE);
  }

  /** Whether the retention may be exchanged for another, or, for null, be taken away. */
  public boolean allows(@Nullable Retention changed, Instant now, boolean bypass) {
    if (retention == null || !now.isBefore(retention.until)) {
      return true;
    }
    boolean longer =
        changed != null
            && changed.mode == retention.mode
            && !changed.until.isBefore(retention.until);
    return longer || (bypass && retention.mode == Mode.GOVERNANCE);
  }

  static void write(ValueWriter out, ObjectLock lock) {
    out.optional(
        lock.retention,
        (to, retention) -> to.choice(Mode.values(), retention.mode).moment(retention.until));
    out.optional(lock.legalHold, ValueWriter::flag);
  }

  static ObjectLock read(ValueReader in) {
    return new ObjectLock(
        in.optional(from -> new Retention(from.choice(Mode.values()), from.moment())),
        in.optional(ValueReader::flag));
  }
}
