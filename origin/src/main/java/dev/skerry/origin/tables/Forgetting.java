package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from the archive what nobody can come back to: versions before the beginning of the days
 * that are kept, and all of a table that is not recorded any more.
 *
 * <p>Each table is gone through so often that at most a twenty-fourth more is there than is to be
 * kept: once an hour where a day is kept. Some rows in a transaction, which looks anew what is
 * needed; a table whose rows cannot be removed keeps none of the others from being gone through.
 * One thread at a time.
 */
final class Forgetting {
  private static final Logger log = LoggerFactory.getLogger(Forgetting.class);

  /** How long it is between two passes over a table, for each day that is kept. */
  private static final Duration BETWEEN_PASSES = Duration.ofHours(1);

  /**
   * For how long more is kept than can be come back to: who is about to restore a table, or lets
   * more days be kept, found out what there is before the transaction that relies on it.
   */
  private static final Duration GRACE = Duration.ofMinutes(5);

  private static final int VERSIONS = 500;
  private static final int BYTES = 2 << 20;
  private static final int SECONDS = 5_000;

  private final Engine engine;
  private final InstantSource clock;

  /** The last pass over a table by its number, of those that are recorded. */
  private final Map<Long, Pass> passes = new HashMap<>();

  private @Nullable Pass pass;

  Forgetting(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * A pass over a table.
   *
   * @param of what was recorded when it began
   * @param left the versions that were not looked at yet
   */
  private record Pass(Recording of, Instant begun, Range left) {
    boolean isOverdueAt(Instant now, Recording recording) {
      int days = Math.max(1, recording.days());
      return !now.isBefore(begun.plus(BETWEEN_PASSES.multipliedBy(days)))
          || (!recording.isNeeded() && !recording.equals(of));
    }
  }

  /**
   * Removes some of what there is to be removed.
   *
   * @return whether there may be more now
   */
  boolean step() {
    Pass now = pass == null ? next() : pass;
    pass = null;
    if (now == null) {
      return false;
    }
    try {
      pass = step(now);
    } catch (EngineException.Corrupt | EngineException.TooLarge e) {
      log.warn("the past of table {} cannot be forgotten", now.of().table(), e);
    } catch (RuntimeException e) {
      passes.remove(now.of().table()); // it was not made, and is due as before
      throw e;
    }
    return true;
  }

  /** The next pass that is due, or null. */
  private @Nullable Pass next() {
    Instant now = clock.instant();
    List<Recording> all = engine.<List<Recording>, RuntimeException>read(Recording::all);
    passes.keySet().retainAll(all.stream().map(Recording::table).collect(Collectors.toSet()));
    for (Recording each : all) {
      Pass last = passes.get(each.table());
      if (last == null || last.isOverdueAt(now, each)) {
        Pass begun = new Pass(each, now, Range.prefix(RowKeys.past(each.table())));
        passes.put(each.table(), begun);
        return begun;
      }
    }
    return null;
  }

  /** Goes on with a pass; what is left of it, or null when it is over. */
  private @Nullable Pass step(Pass now) {
    Recording seen = now.of();
    // By this moment, and not by that of the clock, it is refused to come back to what is removed.
    long through = Archive.Progress.of(engine.get(RowKeys.ARCHIVED)).through() - GRACE.toMillis();
    if (!now.left().isEmpty()) {
      Rows rows =
          engine.<Rows, RuntimeException>read(
              snapshot -> snapshot.scan(Scan.of(now.left()).upTo(VERSIONS).upToBytes(BYTES)));
      engine.write(transaction -> removeVersions(transaction, seen, rows, through));
      return new Pass(seen, now.begun(), rows.rest());
    }
    boolean more =
        engine.transact(transaction -> removeSeconds(transaction, seen, through)).result();
    return more ? now : null;
  }

  private static void removeVersions(
      Transaction transaction, Recording seen, Rows rows, long through) {
    Recording now = Recording.find(transaction, seen.table());
    if (now == null) {
      return;
    }
    Stamp kept = keptAfter(transaction, now, through);
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

  /** The last commit before which nothing is needed. */
  private static Stamp keptAfter(Transaction transaction, Recording now, long through) {
    Stamp kept = new Stamp(Long.MAX_VALUE);
    if (now.isContinuous()) {
      Stamp last = PastRows.lastUpTo(transaction, now.table(), now.oldest(through));
      kept = last == null ? Stamp.ZERO : last;
    }
    for (CopyJob job : Copying.of(transaction, now.account())) {
      if (job.from() == now.table() && job.source() instanceof CopyJob.OfTable(Stamp moment)) {
        Stamp needed = moment == null ? Stamp.ZERO : moment;
        kept = kept.isAfter(needed) ? needed : kept;
      }
    }
    for (Export export : Exports.ROWS.running(transaction, now.account())) {
      if (export.table().number() == now.table()) {
        Export.Moments moments = export.moments();
        Stamp needed = export.wish().period() == null ? moments.last() : moments.first();
        kept = kept.isAfter(needed) ? needed : kept;
      }
    }
    return kept;
  }

  /** Removes some of the seconds that nobody asks for, and in the end what is not needed at all. */
  private static boolean removeSeconds(Transaction transaction, Recording seen, long through) {
    if (!Objects.equals(Recording.find(transaction, seen.table()), seen)) {
      return false;
    }
    Range unused = unusedSeconds(transaction, seen, through);
    Rows rows = transaction.scan(Scan.of(unused).upTo(SECONDS));
    rows.rows().forEach(row -> transaction.delete(row.key()));
    if (rows.complete() && !seen.isNeeded()) {
      transaction.delete(RowKeys.recording(seen.table()));
    }
    return !rows.complete();
  }

  /** Those before the last one up to the oldest: it says which commit was the last then. */
  private static Range unusedSeconds(Reads reads, Recording recording, long through) {
    Range all = Range.prefix(RowKeys.seconds(recording.table()));
    if (!recording.isContinuous()) {
      return recording.isNeeded() ? all.endingBefore(all.from()) : all;
    }
    Key oldest = RowKeys.second(recording.table(), recording.oldest(through));
    Range before = all.endingBefore(oldest.next());
    List<Row> last = reads.scan(Scan.of(before).inReverse().upTo(1)).rows();
    return all.endingBefore(last.isEmpty() ? all.from() : last.getFirst().key());
  }
}
