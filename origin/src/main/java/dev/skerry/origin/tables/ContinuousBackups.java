package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Continuous backups: those of an account's tables that can be restored as they were at any second
 * for some days. May be used by any thread; blocks.
 */
public final class ContinuousBackups {
  /** For how many days where nothing else is said, and at most. */
  public static final int MOST_DAYS = 35;

  private final Engine engine;
  private final Tables tables;
  private final Runnable wake;

  /**
   * Those of tables.
   *
   * @param wake has what is to be copied copied
   */
  ContinuousBackups(Tables tables, Runnable wake) {
    this.engine = tables.engine();
    this.tables = tables;
    this.wake = wake;
  }

  /**
   * Whether a table can be restored, and to which moments.
   *
   * @param days for how long, 0 where it is disabled
   * @param earliest the first second
   * @param latest the last second
   */
  public record Window(int days, Instant earliest, Instant latest) {
    static final Window DISABLED = new Window(0, Instant.EPOCH, Instant.EPOCH);

    /** Whether it can be restored at all. */
    public boolean isEnabled() {
      return days > 0;
    }
  }

  /** The window of a table. */
  public Window describe(String tableName) {
    // Where nothing is recorded nothing need be settled.
    return described(tableName, 0).isEnabled()
        ? described(tableName, tables.archive().settle())
        : Window.DISABLED;
  }

  private Window described(String tableName, long through) {
    return engine.<Window, RuntimeException>read(
        snapshot -> {
          TableDefinition table = tables.backups().described(snapshot, tableName);
          return window(Recording.find(snapshot, table.number()), through);
        });
  }

  private static Window window(@Nullable Recording recording, long through) {
    if (recording == null || !recording.isContinuous()) {
      return Window.DISABLED;
    }
    long since = recording.since() == 0 ? through : recording.since();
    long earliest = Math.ceilDiv(Math.max(since, oldest(recording, through)), 1_000L);
    long latest = Math.max(earliest, Math.floorDiv(through, 1_000L));
    return new Window(
        recording.days(), Instant.ofEpochSecond(earliest), Instant.ofEpochSecond(latest));
  }

  /**
   * Enables or disables them for a table. Who enables them again after they were disabled begins
   * anew.
   *
   * @param days for how long, 0 to disable
   */
  public void update(String tableName, int days) {
    // Nothing is written for a table that is not there.
    engine.read(snapshot -> tables.backups().source(snapshot, tableName));
    long through = tables.archive().settle();
    engine.write(
        transaction -> {
          TableDefinition table = tables.backups().source(transaction, tableName);
          Recording before = Recording.ofTable(transaction, table);
          if (before.days() == days) {
            return;
          }
          before.continuous(days, since(before, through)).settle(transaction, tables.now());
          if (!before.isContinuous()) {
            Past.mark(transaction, table.number(), Past.Mark.CONTINUOUS);
          }
        });
  }

  /** From when on there is what is needed, or 0 where that is still to be known. */
  private static long since(Recording before, long through) {
    return before.isContinuous() && before.since() > 0
        ? Math.max(before.since(), oldest(before, through))
        : 0;
  }

  private static long oldest(Recording recording, long through) {
    return through - Duration.ofDays(recording.days()).toMillis();
  }

  /** The refusal to come back to a moment of a table that has none. */
  public static TableException notEnabled(TableDefinition table) {
    return new TableException(
        ErrorType.POINT_IN_TIME_RECOVERY_UNAVAILABLE,
        "Point in time recovery is not enabled for table '" + table.name() + "'");
  }

  /** A table that is being restored, of what it was at a moment. */
  public record Restored(TableDefinition table, TableDefinition source, Instant moment) {}

  /**
   * Makes a table as another was; it can be used when it has all items.
   *
   * @param moment the second, or null for the latest that there is
   * @param change what is to be otherwise than it is in the source
   */
  public Restored restore(
      String tableName,
      String target,
      @Nullable Instant moment,
      UnaryOperator<TableDefinition> change) {
    engine.read(snapshot -> source(snapshot, tableName));
    long through = tables.archive().settle();
    Restored restored =
        engine
            .transact(
                transaction ->
                    restore(
                        transaction,
                        source(transaction, tableName),
                        target,
                        moment,
                        through,
                        change))
            .result();
    wake.run();
    return restored;
  }

  private TableDefinition source(Reads reads, String name) {
    TableDefinition table = tables.backups().described(reads, name);
    if (table.stateAt(tables.now()) == TableDefinition.State.DELETING) {
      throw Backups.notFound(table.name());
    }
    return table;
  }

  private Restored restore(
      Transaction transaction,
      TableDefinition source,
      String target,
      @Nullable Instant moment,
      long through,
      UnaryOperator<TableDefinition> change) {
    Recording recording = Recording.find(transaction, source.number());
    if (recording == null || !recording.isContinuous()) {
      throw notEnabled(source);
    }
    Window window = window(recording, through);
    Instant at = moment == null ? window.latest() : moment;
    // The latest has all that is archived, also what is of the second that is not over.
    Stamp last =
        PastRows.lastUpTo(
            transaction,
            source.number(),
            moment == null ? Long.MAX_VALUE : Math.floorDiv(at.toEpochMilli(), 1_000L));
    boolean isKnown = recording.since() > 0 && last != null;
    if (!isKnown || at.isBefore(window.earliest()) || at.isAfter(window.latest())) {
      throw new TableException(
          ErrorType.INVALID_RESTORE_TIME,
          "RestoreDateTime '%s' must be within EarliestRestorableDateTime '%s' and"
                  .formatted(at, window.earliest())
              + " LatestRestorableDateTime '%s'".formatted(window.latest()));
    }
    TableDefinition table = tables.backups().restored(transaction, source, target, change);
    Recording.beginCopy(transaction, source);
    CopyJob.toTable(table, source.number(), new CopyJob.OfTable(last)).begin(transaction);
    return new Restored(table, source, at);
  }
}
