package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes from the archive what nobody can come back to: versions before the beginning of the days
 * that are kept, and all of a table that is not recorded any more. Some rows in a transaction,
 * which looks anew what is needed. One thread at a time.
 */
final class Forgetting {
  private static final Duration BETWEEN_PASSES = Duration.ofHours(1);
  private static final int ROWS = 1_000;
  private static final int BYTES = 2 << 20;

  private final Engine engine;
  private final InstantSource clock;
  private final BooleanSupplier closed;
  private Instant next = Instant.MIN;

  Forgetting(Engine engine, InstantSource clock, BooleanSupplier closed) {
    this.engine = engine;
    this.clock = clock;
    this.closed = closed;
  }

  /** Removes what there is to be removed, of tables that are recorded only so often. */
  void sweep() {
    boolean all = !clock.instant().isBefore(next);
    for (Recording recording : engine.read(Recording::all)) {
      if (all || !recording.isNeeded()) {
        sweep(recording);
      }
    }
    if (all) {
      next = clock.instant().plus(BETWEEN_PASSES);
    }
  }

  private void sweep(Recording recording) {
    Range left = Range.prefix(RowKeys.past(recording.table()));
    while (!left.isEmpty() && !closed.getAsBoolean()) {
      Range part = left;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part).upTo(ROWS).upToBytes(BYTES)));
      engine.write(transaction -> remove(transaction, recording, rows));
      left = rows.rest();
    }
    if (left.isEmpty()) {
      engine.write(transaction -> end(transaction, recording));
    }
  }

  private void remove(Transaction transaction, Recording seen, Rows rows) {
    Stamp kept = keptAfter(transaction, seen);
    if (kept == null) {
      return;
    }
    Key space = RowKeys.past(seen.table());
    for (Row row : rows.rows()) {
      if (!AsOf.Place.of(row.key(), space).stamp().isAfter(kept)) {
        if (row.value().length > 1
            && ItemRow.of(seen.table(), row.value()) instanceof ItemRow.Large large) {
          large.image().remove(transaction);
        }
        transaction.delete(row.key());
      }
    }
  }

  /** The last commit before which nothing is needed; null when it changed who needs it. */
  private @Nullable Stamp keptAfter(Transaction transaction, Recording seen) {
    if (!Objects.equals(Recording.find(transaction, seen.table()), seen)) {
      return null;
    }
    Stamp kept = new Stamp(Long.MAX_VALUE);
    if (seen.isContinuous()) {
      long oldest = clock.instant().minus(Duration.ofDays(seen.days())).getEpochSecond();
      Stamp last = oldest < 0 ? null : Archive.lastUpTo(transaction, seen.table(), oldest);
      kept = last == null ? Stamp.ZERO : last;
    }
    for (Row row : Copying.all(transaction)) {
      CopyJob job = CopyJob.of(row);
      if (job.from() == seen.table() && job.source() instanceof CopyJob.OfTable(Stamp moment)) {
        Stamp needed = moment == null ? Stamp.ZERO : moment;
        kept = kept.isAfter(needed) ? needed : kept;
      }
    }
    return kept;
  }

  private void end(Transaction transaction, Recording seen) {
    Recording now = Recording.find(transaction, seen.table());
    if (!Objects.equals(now, seen)) {
      return;
    }
    if (!seen.isNeeded()) {
      transaction.delete(Range.prefix(RowKeys.seconds(seen.table())));
      transaction.delete(RowKeys.recording(seen.table()));
    } else if (seen.isContinuous()) {
      long oldest = clock.instant().minus(Duration.ofDays(seen.days())).getEpochSecond();
      forgetSeconds(transaction, seen.table(), oldest);
    }
  }

  /** Leaves the last second up to the oldest: it says which commit was the last then. */
  private static void forgetSeconds(Transaction transaction, long table, long oldest) {
    if (oldest <= 0) {
      return;
    }
    Range before = new Range(RowKeys.seconds(table), RowKeys.second(table, oldest).next());
    transaction.scan(Scan.of(before).inReverse().upTo(1)).rows().stream()
        .findFirst()
        .ifPresent(last -> transaction.delete(before.endingBefore(last.key())));
  }
}
