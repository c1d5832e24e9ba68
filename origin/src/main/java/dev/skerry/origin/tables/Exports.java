package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.transfer.Manifest;
import dev.skerry.origin.tables.transfer.TransferException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An account's exports of tables to buckets. May be used by any thread; blocks. What is asked for
 * is done behind the calls.
 */
public final class Exports {
  static final TransferRows<Export> ROWS =
      new TransferRows<>(RowKeys.EXPORTS, RowKeys.EXPORTING, Export::of);

  /** How many there can be at once for an account. */
  static final int MOST = 50;

  private final Engine engine;
  private final Tables tables;
  private final String account;
  private final Runnable wake;

  Exports(Tables tables, Runnable wake) {
    this.engine = tables.engine();
    this.tables = tables;
    this.account = tables.settings().account();
    this.wake = wake;
  }

  /** Has a table exported; a request of the same token was done before, if there was one. */
  public Export start(String tableName, Export.Wish wish) {
    long through = tables.archive().settle();
    Export begun =
        engine.transact(transaction -> start(transaction, tableName, wish, through)).result();
    wake.run();
    return begun;
  }

  private Export start(Transaction transaction, String tableName, Export.Wish wish, long through) {
    Export earlier = earlier(transaction, wish);
    if (earlier != null) {
      return earlier;
    }
    TableDefinition table = tables.backups().source(transaction, tableName);
    Recording recording = Recording.find(transaction, table.number());
    if (recording == null || !recording.isContinuous()) {
      throw ContinuousBackups.notEnabled(table);
    }
    if (ROWS.running(transaction, account).size() >= MOST) {
      throw new TableException(
          ErrorType.LIMIT_EXCEEDED,
          "Subscriber limit exceeded: There is a limit of " + MOST + " concurrent exports");
    }
    Export export =
        new Export(
            TransferRows.newId(tables.now()),
            table,
            wish,
            moments(transaction, recording, wish, through),
            Export.Progress.BEGUN);
    ROWS.begin(transaction, account, export.id(), export.toBytes());
    Recording.beginCopy(transaction, table);
    return export;
  }

  private @Nullable Export earlier(Transaction transaction, Export.Wish wish) {
    String token = wish.token();
    if (token == null) {
      return null;
    }
    Export earlier =
        ROWS.earlier(transaction, account, tables.now(), each -> token.equals(each.wish().token()));
    if (earlier != null && !wish.isSame(earlier.wish())) {
      throw new TableException(
          ErrorType.EXPORT_CONFLICT,
          "There was a conflict with the parameters of an earlier request of the client token");
    }
    return earlier;
  }

  private static Export.Moments moments(
      Reads reads, Recording recording, Export.Wish wish, long through) {
    long earliest = Math.max(recording.since(), recording.oldest(through) * 1_000);
    Manifest.Period period = wish.period();
    Instant to = period == null ? wish.moment() : period.to();
    // The latest has all that is archived, also what is of the second that is not over.
    boolean isLatest = to == null || to.toEpochMilli() >= through;
    Instant time = to == null ? Instant.ofEpochMilli(through) : to;
    Stamp last = upTo(reads, recording, isLatest ? null : time);
    Stamp first = period == null ? Stamp.ZERO : upTo(reads, recording, period.from());
    boolean isKept =
        time.toEpochMilli() >= earliest
            && (period == null || period.from().toEpochMilli() >= earliest);
    if (recording.since() == 0 || last == null || first == null || !isKept) {
      throw new TableException(
          ErrorType.INVALID_EXPORT_TIME,
          period == null
              ? "Export Time is invalid"
              : "Incremental export period from time cannot be less than the earliest restorable"
                  + " time : "
                  + Instant.ofEpochMilli(earliest));
    }
    return new Export.Moments(time, first, last);
  }

  private static @Nullable Stamp upTo(Reads reads, Recording recording, @Nullable Instant moment) {
    return PastRows.lastUpTo(
        reads,
        recording.table(),
        moment == null ? Long.MAX_VALUE : Math.floorDiv(moment.toEpochMilli(), 1_000L));
  }

  /** The export of an id, or null. */
  public @Nullable Export find(String id) {
    return engine
        .<Optional<Export>, RuntimeException>read(
            reads -> Optional.ofNullable(ROWS.find(reads, account, id)))
        .orElse(null);
  }

  /** The newest first, at most so many before an id. */
  public List<Export> before(@Nullable String id, Predicate<Export> wanted, int most) {
    return ROWS.before(engine, account, id, wanted, most);
  }

  /** Keeps what became of an export, and ends what it needed while it was made. */
  static void end(Transaction transaction, Export ended, Instant now) {
    ROWS.end(transaction, ended.table().account(), ended.id(), ended.toBytes(), now);
    transaction.delete(Range.prefix(RowKeys.exportFiles(ended.id())));
    Recording.endCopy(transaction, ended.table().number(), now);
  }

  /** Ends an export, if it is still made, whose table's past was lost. */
  static void lose(Transaction transaction, Export seen, Instant now) {
    Export export = ROWS.find(transaction, seen.table().account(), seen.id());
    if (export != null && export.progress().state().isRunning()) {
      TransferState failed = TransferState.failed(now, TransferException.pastLost());
      end(transaction, export.at(export.progress().in(failed)), now);
    }
  }

  static void put(Transaction transaction, Export export) {
    ROWS.put(transaction, export.table().account(), export.id(), export.toBytes());
  }
}
