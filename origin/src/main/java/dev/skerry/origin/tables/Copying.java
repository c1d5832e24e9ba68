package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the copies that backups and restored tables are, some items in a transaction, which also
 * says how far the copy is: who starts after a fall goes on there.
 */
final class Copying {
  /** How many copies there can be at once, of all tables. */
  static final int MOST = 50;

  private static final int ITEMS = 200;

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
    this.source = new AsOf(engine, archive);
  }

  /** The rows of all copies that are being made. */
  static List<Row> all(Reads reads) {
    return reads.scan(Scan.of(Range.prefix(RowKeys.COPIES)).upTo(MOST)).rows();
  }

  /** Makes all copies that there are to be made; nothing is left that could be done now. */
  @Nullable Instant run() {
    List<Row> rows = engine.read(Copying::all);
    if (!rows.isEmpty()) {
      archive.catchUp(); // then the moment of each is known
    }
    for (Row row : rows) {
      byte[] now = engine.get(row.key());
      CopyJob job = now == null ? null : CopyJob.of(new Row(row.key(), now));
      while (job != null && isKnown(job) && !closed.getAsBoolean()) {
        job = step(job);
      }
    }
    return null;
  }

  private static boolean isKnown(CopyJob job) {
    return !(job.source() instanceof CopyJob.OfTable(var moment)) || moment != null;
  }

  /** Copies some items; what is left then, or null when somebody else did, or all is done. */
  private @Nullable CopyJob step(CopyJob job) {
    for (int most = ITEMS; ; most /= 2) {
      try {
        return step(job, source.read(job, most));
      } catch (EngineException.TooLarge e) {
        if (most == 1) {
          throw e;
        }
      }
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
    TableDefinition table = job.toBackup() ? null : Catalog.find(transaction, job.target(), now);
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
      Backup.find(transaction, job.target()).completed(after).put(transaction);
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
            ? new ItemRow.Small(octets)
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
    end(transaction, job, now);
    Jobs.clear(transaction, job.to(), job.target());
    if (job.toBackup()) {
      transaction.delete(RowKeys.backup(job.target()));
      return;
    }
    TableDefinition table = Catalog.find(transaction, job.target(), now);
    if (table != null && table.number() == job.to()) {
      Catalog.put(transaction, table.in(TableDefinition.State.DELETING, now));
      Counting.end(transaction, table.number());
    }
  }
}
