package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An account's backups of tables that are asked for, and the tables that are made of them. May be
 * used by any thread; blocks. What they need is copied behind the calls.
 */
public final class Backups {
  /** Backups that are looked at at once. */
  private static final int PAGE = 200;

  private final Engine engine;
  private final Tables tables;
  private final String account;
  private final Runnable wake;

  /**
   * Those of tables.
   *
   * @param wake has what is to be copied copied
   */
  Backups(Tables tables, Runnable wake) {
    this.engine = tables.engine();
    this.tables = tables;
    this.account = tables.settings().account();
    this.wake = wake;
  }

  /** Makes a backup of a table as it is now; it is complete later. */
  public Backup create(String tableName, String name) {
    Tables.Census census = census(tableName);
    Backup made =
        engine
            .transact(
                transaction -> {
                  TableDefinition table = source(transaction, tableName);
                  checkNotTooMany(transaction);
                  Backup backup = create(transaction, table, name, census);
                  backup.put(transaction);
                  Recording.beginCopy(transaction, table);
                  CopyJob.toBackup(backup).begin(transaction);
                  Past.mark(transaction, table.number(), backup.number());
                  return backup;
                })
            .result();
    wake.run();
    return made;
  }

  private Backup create(
      Transaction transaction, TableDefinition table, String name, Tables.Census census) {
    String id =
        "%014d-%s"
            .formatted(
                tables.now().toEpochMilli(),
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    return new Backup(
        id, name, Catalog.nextNumber(transaction), table, false, census.items(), census.bytes());
  }

  private Tables.Census census(String tableName) {
    TableDefinition table =
        engine.<TableDefinition, RuntimeException>read(snapshot -> source(snapshot, tableName));
    return tables.count(table).getOrDefault(0, new Tables.Census(0, 0));
  }

  /** The table of which a backup is to be made; one that is being made or deleted is not there. */
  TableDefinition source(Reads reads, String nameOrArn) {
    TableDefinition table = described(reads, nameOrArn);
    if (!table.isUsableAt(tables.now())) {
      throw notFound(table.name());
    }
    return table;
  }

  /** The table of which something is to be told, whatever its state. */
  TableDefinition described(Reads reads, String nameOrArn) {
    TableDefinition table = tables.find(reads, nameOrArn);
    if (table == null) {
      throw notFound(tables.settings().own(nameOrArn));
    }
    return table;
  }

  static TableException notFound(String name) {
    return new TableException(ErrorType.TABLE_NOT_FOUND, "Table not found: " + name);
  }

  private void checkNotTooMany(Transaction transaction) {
    if (Copying.of(transaction, account).size() >= Copying.MOST) {
      throw new TableException(
          ErrorType.LIMIT_EXCEEDED,
          "Subscriber limit exceeded: There is a limit of "
              + Copying.MOST
              + " concurrent backups and restores per subscriber");
    }
  }

  /** The account's backup of an id. */
  public Backup find(String id) {
    return engine.<Backup, RuntimeException>read(snapshot -> Backup.find(snapshot, account, id));
  }

  /**
   * The account's backups in the order in which they were asked for, at most so many behind an id.
   */
  public List<Backup> after(@Nullable String id, Predicate<Backup> wanted, int most) {
    List<Backup> found = new ArrayList<>();
    Key all = RowKeys.backups(account);
    Key start = id == null ? all : RowKeys.backup(account, id).next();
    Range range = new Range(start, all.afterPrefix());
    while (!range.isEmpty() && found.size() < most) {
      Range part = range;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part).upTo(PAGE)));
      for (Row row : rows.rows()) {
        Backup backup = Backup.of(row.value());
        if (found.size() < most && wanted.test(backup)) {
          found.add(backup);
        }
      }
      range = rows.rest();
    }
    return found;
  }

  /** Deletes a backup; its items are removed behind the call. */
  public Backup delete(String id) {
    Backup deleted =
        engine
            .transact(
                transaction -> {
                  Backup backup = Backup.find(transaction, account, id);
                  checkUnused(transaction, backup);
                  transaction.delete(RowKeys.backup(account, id));
                  Jobs.clear(transaction, account, backup.number(), id);
                  return backup;
                })
            .result();
    tables.wakeJobs();
    return deleted;
  }

  private void checkUnused(Transaction transaction, Backup backup) {
    boolean isRead =
        Copying.of(transaction, account).stream().anyMatch(job -> job.from() == backup.number());
    if (isRead || !backup.available()) {
      throw inUse(backup);
    }
  }

  private TableException inUse(Backup backup) {
    return new TableException(
        ErrorType.BACKUP_IN_USE,
        (backup.available()
                ? "Backup is being used to restore table: "
                : "Backup is being created: ")
            + backup.arn(tables.settings()));
  }

  /**
   * Makes a table of a backup; it can be used when it has all items.
   *
   * @param change what is to be otherwise than it was in the source
   */
  public TableDefinition restore(String id, String target, UnaryOperator<TableDefinition> change) {
    TableDefinition restored =
        engine
            .transact(
                transaction -> {
                  Backup backup = Backup.find(transaction, account, id);
                  if (!backup.available()) {
                    throw inUse(backup);
                  }
                  TableDefinition table = restored(transaction, backup.table(), target, change);
                  CopyJob.toTable(table, backup.number(), new CopyJob.OfBackup())
                      .begin(transaction);
                  return table;
                })
            .result();
    wake.run();
    return restored;
  }

  /** Makes a table to which items are to be copied; what AWS does not restore is left out. */
  TableDefinition restored(
      Transaction transaction,
      TableDefinition source,
      String target,
      UnaryOperator<TableDefinition> change) {
    checkNotTooMany(transaction);
    Instant now = tables.now();
    TableDefinition other = Catalog.find(transaction, account, target, now);
    if (other != null) {
      throw other.isRestoring()
          ? new TableException(
              ErrorType.TABLE_IN_USE, "Table: " + target + " is already being restored")
          : new TableException(ErrorType.TABLE_ALREADY_EXISTS, "Table already exists: " + target);
    }
    TableDefinition table =
        change.apply(source).restored(Catalog.nextNumber(transaction), target, now);
    Catalog.put(transaction, table);
    Counting.begin(transaction, table.number());
    return table;
  }
}
