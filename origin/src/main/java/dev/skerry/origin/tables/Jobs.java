package dev.skerry.origin.tables;

import dev.skerry.origin.chore.Separately;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on whole tables and indexes that is too much for one transaction. A job is a row, written by
 * the transaction that made the work, and removed by the one that ends it.
 */
final class Jobs {
  /** Stands for all rows of a table in place of the number of an index. */
  private static final int ROWS = 0;

  /** Stands for the images of a table's large items in place of the number of an index. */
  private static final int IMAGES = Integer.MAX_VALUE;

  /** How many jobs are looked at in a round. */
  private static final int MOST = 1_000;

  private final Engine engine;
  private final InstantSource clock;
  private final BooleanSupplier closed;

  Jobs(Engine engine, InstantSource clock, BooleanSupplier closed) {
    this.engine = engine;
    this.clock = clock;
    this.closed = closed;
  }

  /**
   * A job.
   *
   * @param table the number of a table
   * @param index the number of an index, {@link #ROWS} or {@link #IMAGES}
   * @param account whose the table is
   * @param name of the table
   * @param position the last row that is done, or null
   */
  record Job(long table, int index, String account, String name, @Nullable Key position) {
    static Job of(TableDefinition table, int index) {
      return new Job(table.number(), index, table.account(), table.name(), null);
    }

    Job at(Key row) {
      return new Job(table, index, account, name, row);
    }

    Key row() {
      return RowKeys.job(table, index);
    }

    byte[] encode() {
      Item item =
          Item.EMPTY
              .with("account", AttributeValue.string(account))
              .with("name", AttributeValue.string(name));
      return ItemCodec.encode(
          position == null
              ? item
              : item.with("position", new AttributeValue.B(Bytes.copyOf(position.octets()))));
    }

    static Job decode(Row row) {
      TupleReader key = new TupleReader(row.key(), RowKeys.JOBS.length());
      long table = key.unsigned();
      int index = (int) key.unsigned();
      Item item = ItemCodec.decode(row.value());
      if (!(item.get("name") instanceof AttributeValue.S(String name))
          || !(item.get("account") instanceof AttributeValue.S(String account))) {
        throw new EngineException.Corrupt("a job lacks its table", null);
      }
      Key position =
          item.get("position") instanceof AttributeValue.B(Bytes octets)
              ? Key.wrap(octets.toArray())
              : null;
      return new Job(table, index, account, name, position);
    }
  }

  /** Notes that the rows of a table are to be removed. */
  static void clear(Transaction transaction, TableDefinition table) {
    put(transaction, Job.of(table, ROWS));
  }

  /** Notes that the images of a table's large items are to be removed. */
  static void clearImages(Transaction transaction, TableDefinition table) {
    put(transaction, Job.of(table, IMAGES));
  }

  /** Notes that the rows and the large items' images under a number are to be removed. */
  static void clear(Transaction transaction, String account, long number, String name) {
    put(transaction, new Job(number, ROWS, account, name, null));
    put(transaction, new Job(number, IMAGES, account, name, null));
  }

  private static void put(Transaction transaction, Job job) {
    transaction.put(job.row(), job.encode());
  }

  /** Notes what is to be done for the stages of a table's indexes. */
  static void note(Transaction transaction, TableDefinition table) {
    for (IndexDefinition index : table.schema().indexes()) {
      boolean deleting = index.stage() == IndexDefinition.Stage.DELETING;
      if (deleting || index.stage() == IndexDefinition.Stage.BUILDING) {
        Job job = Job.of(table, index.number());
        byte[] before = transaction.get(job.row());
        if (before == null || deleting) {
          transaction.put(job.row(), job.encode());
        }
      }
    }
  }

  /**
   * Does the jobs that can be done now; tells when the first of the others can. One that fails
   * keeps none of the others from being done; its failure is thrown at the end.
   */
  @Nullable Instant run() {
    Separately jobs = new Separately();
    List<Instant> wanted = new ArrayList<>();
    for (Job job : all()) {
      jobs.attempt(
          () -> {
            Instant later = closed.getAsBoolean() ? null : run(job);
            if (later != null) {
              wanted.add(later);
            }
          });
    }
    Instant next = wanted.isEmpty() ? null : Collections.min(wanted);
    jobs.end(next);
    return next;
  }

  private List<Job> all() {
    return engine.<List<Job>, RuntimeException>read(
        snapshot -> {
          List<Job> jobs = new ArrayList<>();
          for (Row row : snapshot.scan(Scan.of(RowKeys.jobs()).upTo(MOST)).rows()) {
            jobs.add(Job.decode(row));
          }
          return jobs;
        });
  }

  private @Nullable Instant run(Job job) {
    if (job.index == ROWS || job.index == IMAGES) {
      List<Key> spaces =
          job.index == ROWS ? RowKeys.ofTable(job.table) : List.of(RowKeys.images(job.table));
      if (new Clearing(engine, closed).clear(spaces)) {
        end(job);
      }
      return null;
    }
    IndexDefinition index =
        engine
            .<Optional<IndexDefinition>, RuntimeException>read(
                snapshot -> Optional.ofNullable(index(snapshot, job, clock.instant())))
            .orElse(null);
    if (index == null) {
      end(job);
      return null;
    }
    if (index.stage() == IndexDefinition.Stage.DELETING) {
      return delete(job, index);
    }
    if (clock.instant().isBefore(index.until())) {
      return index.until();
    }
    new Backfill(engine, clock, closed).run(job);
    return null;
  }

  private @Nullable Instant delete(Job job, IndexDefinition index) {
    List<Key> entries = List.of(RowKeys.index(job.table, job.index));
    if (!new Clearing(engine, closed).clear(entries)) {
      return null;
    }
    if (clock.instant().isBefore(index.until())) {
      return index.until();
    }
    engine.write(
        transaction -> {
          TableDefinition table = table(transaction, job, clock.instant());
          if (table != null) {
            TableDefinition left = table.with(table.schema().without(job.index));
            Catalog.put(transaction, left);
            Counting.keepOnly(transaction, left);
          }
          transaction.delete(job.row());
        });
    return null;
  }

  private void end(Job job) {
    engine.write(transaction -> transaction.delete(job.row()));
  }

  /** The table of a job, or null when it is there no more. */
  static @Nullable TableDefinition table(Reads reads, Job job, Instant now) {
    TableDefinition table = Catalog.find(reads, job.account, job.name, now);
    return table == null || table.number() != job.table ? null : table;
  }

  /** The index of a job, or null when it is there no more or has no work left. */
  static @Nullable IndexDefinition index(Reads reads, Job job, Instant now) {
    TableDefinition table = table(reads, job, now);
    if (table != null) {
      for (IndexDefinition index : table.schema().indexes()) {
        if (index.number() == job.index && !index.isReadable()) {
          return index;
        }
      }
    }
    return null;
  }
}
