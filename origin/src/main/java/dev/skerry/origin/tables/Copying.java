package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the copies that backups and restored tables are, some items in a transaction, which also
 * says how far the copy is: who starts after a fall goes on there.
 */
final class Copying {
  private static final Logger log = LoggerFactory.getLogger(Copying.class);

  /** How many copies there can be at once for an account. */
  static final int MOST = 50;

  private static final int ITEMS = 200;

  /** Stands for the archive in place of the number of a copy. */
  private static final long ARCHIVE = 0;

  private final Engine engine;
  private final InstantSource clock;
  private final BooleanSupplier closed;
  private final Archive archive;
  private final AsOf source;

  Copying(Engine engine, InstantSource clock, BooleanSupplier closed, Archive archive) {
    this.engine = engine;
    this.clock = clock;
    this.closed = closed;
    this.archive = archive;
    this.source = new AsOf(engine);
  }

  /** The copies that are being made for an account; what cannot be read is passed over. */
  static List<CopyJob> of(Reads reads, String account) {
    return in(reads, RowKeys.copies(account));
  }

  /** The same for all accounts. */
  static List<CopyJob> all(Reads reads) {
    return in(reads, RowKeys.COPIES);
  }

  private static List<CopyJob> in(Reads reads, Key space) {
    List<CopyJob> jobs = new ArrayList<>();
    Range range = Range.prefix(space);
    while (!range.isEmpty()) {
      Rows rows = reads.scan(Scan.of(range).upTo(MOST));
      for (Row row : rows.rows()) {
        try {
          jobs.add(CopyJob.of(row));
        } catch (EngineException.Corrupt e) {
          UnreadableRows.passOver(row, e);
        }
      }
      range = rows.rest();
    }
    return jobs;
  }

  /**
   * Makes all copies that there are to be made, each in turn some items of it; nothing is left that
   * could be done now. One that fails keeps none of the others from being made; its failure is
   * thrown at the end.
   */
  @Nullable Instant run() {
    Map<Long, RuntimeException> failed = new HashMap<>();
    while (turn(failed)) {
      // There is more.
    }
    if (!failed.isEmpty()) {
      throw failed.values().iterator().next();
    }
    return null;
  }

  /** Comes forward with each copy that there is now; false when none is left. */
  private boolean turn(Map<Long, RuntimeException> failed) {
    attempt(ARCHIVE, failed, this::findMoments);
    boolean isLeft = false;
    for (CopyJob job : all()) {
      boolean isPossible = isKnown(job) && !(needsPast(job) && failed.containsKey(ARCHIVE));
      if (isPossible) {
        isLeft |= attempt(job.to(), failed, () -> step(job, failed));
      }
    }
    return isLeft && !closed.getAsBoolean();
  }

  /** Does something unless it has failed before; false where it fails. */
  private boolean attempt(long number, Map<Long, RuntimeException> failed, BooleanSupplier work) {
    if (failed.containsKey(number) || closed.getAsBoolean()) {
      return false;
    }
    try {
      return work.getAsBoolean();
    } catch (RuntimeException e) {
      failed.put(number, e);
      return false;
    }
  }

  /** Has the archive find the moments of copies that are not known yet; whether it could. */
  private boolean findMoments() {
    boolean isDone = false;
    while (!isDone && !closed.getAsBoolean()) {
      isDone = all().stream().allMatch(Copying::isKnown) || archive.step();
    }
    return isDone;
  }

  private List<CopyJob> all() {
    return engine.<List<CopyJob>, RuntimeException>read(Copying::all);
  }

  private static boolean isKnown(CopyJob job) {
    return !(job.source() instanceof CopyJob.OfTable(var moment)) || moment != null;
  }

  private static boolean needsPast(CopyJob job) {
    return job.source() instanceof CopyJob.OfTable;
  }

  /** Copies some items, or gives up a copy that cannot be made; whether some are left. */
  private boolean step(CopyJob job, Map<Long, RuntimeException> failed) {
    try {
      for (int most = ITEMS; ; most /= 2) {
        AsOf.Part now = source.now(job, most);
        // What is wrong with the archive's own rows says nothing of this copy.
        if (needsPast(job) && !attempt(ARCHIVE, failed, () -> archive.catchUp(closed))) {
          return false;
        }
        try {
          return step(job, source.then(job, now, most)) != null;
        } catch (EngineException.TooLarge e) {
          if (most == 1) {
            throw e;
          }
        }
      }
    } catch (EngineException.Corrupt | EngineException.TooLarge e) {
      log.error("a copy for {} is given up", job.target(), e);
      engine.write(transaction -> giveUp(transaction, job, clock.instant()));
      return false;
    }
  }

  private @Nullable CopyJob step(CopyJob job, AsOf.Part part) {
    return engine
        .transact(transaction -> Optional.ofNullable(in(transaction, job, part)))
        .result()
        .orElse(null);
  }

  private @Nullable CopyJob in(Transaction transaction, CopyJob job, AsOf.Part part) {
    if (!Arrays.equals(transaction.get(job.row()), job.toBytes())) {
      return null;
    }
    Instant now = clock.instant();
    TableDefinition table =
        job.toBackup() ? null : Catalog.find(transaction, job.account(), job.target(), now);
    if (!job.toBackup() && (table == null || table.number() != job.to())) {
      giveUp(transaction, job, now);
      return null;
    }
    long bytes = 0;
    for (Map.Entry<Key, Item> entry : part.items().entrySet()) {
      bytes += ItemSize.of(entry.getValue());
      if (table == null) {
        put(transaction, job.to(), entry.getKey(), entry.getValue());
      } else {
        Items.write(transaction, table, null, entry.getValue());
      }
    }
    Key next = part.next();
    CopyJob after = job.advanced(next == null ? job.next() : next, part.items().size(), bytes);
    if (next != null) {
      transaction.put(after.row(), after.toBytes());
      return after;
    }
    if (table == null) {
      Backup.find(transaction, job.account(), job.target()).completed(after).put(transaction);
    } else {
      Catalog.put(transaction, table.in(TableDefinition.State.ACTIVE, now));
    }
    end(transaction, job, now);
    return null;
  }

  private static void put(Transaction transaction, long number, Key place, Item item) {
    byte[] octets = ItemCodec.encode(item);
    ItemRow row =
        octets.length <= ItemRow.MOST_BYTES
            ? ItemRow.Small.of(octets)
            : new ItemRow.Large(LargeImage.put(transaction, number, octets), false);
    transaction.put(RowKeys.items(number).plus(place), row.toBytes());
  }

  private static void end(Transaction transaction, CopyJob job, Instant now) {
    transaction.delete(job.row());
    if (job.source() instanceof CopyJob.OfTable) {
      Recording.endCopy(transaction, job.from(), now);
    }
  }

  /** Ends a copy that cannot be made; there is no backup, or no table, of it. */
  static void giveUp(Transaction transaction, CopyJob job, Instant now) {
    if (transaction.get(job.row()) == null) {
      return;
    }
    end(transaction, job, now);
    Jobs.clear(transaction, job.account(), job.to(), job.target());
    if (job.toBackup()) {
      transaction.delete(RowKeys.backup(job.account(), job.target()));
      return;
    }
    TableDefinition table = Catalog.find(transaction, job.account(), job.target(), now);
    if (table != null && table.number() == job.to()) {
      Catalog.put(transaction, table.in(TableDefinition.State.DELETING, now));
      Counting.end(transaction, table.number());
    }
  }
}
