package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new index with the items that were there before it, while writes go on.
 *
 * <p>From the commit on that made the index, every write keeps it: what is written since is in it
 * already. So it is enough to look once at each row of a snapshot taken after that commit, and to
 * read it again in the transaction that makes its entry, which meets a write of the same item as a
 * conflict. Where it does, the next attempt takes fewer rows, in the end one, so that it comes
 * forward however busy the table is. An item that cannot have an entry is passed over, as DynamoDB
 * does.
 */
final class Backfill {
  private static final int ROWS = 200;

  /**
   * Few rows where items are large: as much is read of rows, and then of whole items, which may be
   * elsewhere than in their rows.
   */
  private static final int BYTES = 1 << 20;

  private final Engine engine;
  private final InstantSource clock;
  private final BooleanSupplier closed;

  Backfill(Engine engine, InstantSource clock, BooleanSupplier closed) {
    this.engine = engine;
    this.clock = clock;
    this.closed = closed;
  }

  /** Goes on from where a job is until the index is active, or gone, or this is stopped. */
  void run(Jobs.Job job) {
    Jobs.Job left = job;
    while (left != null && !closed.getAsBoolean()) {
      left = step(left);
    }
  }

  /** Does some rows; what is left then, or null when there is nothing more to do. */
  private Jobs.@Nullable Job step(Jobs.Job job) {
    Range all = Range.prefix(RowKeys.items(job.table()));
    Range rest = job.position() == null ? all : all.startingAt(job.position().next());
    List<Key> keys =
        engine.<List<Key>, RuntimeException>read(
            snapshot ->
                snapshot.scan(Scan.of(rest).upTo(ROWS).upToBytes(BYTES)).rows().stream()
                    .map(Row::key)
                    .toList());
    int[] attempts = {0};
    return engine
        .transact(
            transaction -> {
              int most = Math.max(1, ROWS >> (attempts[0]++ / 2));
              return Optional.ofNullable(
                  in(transaction, job, keys.subList(0, Math.min(most, keys.size()))));
            })
        .result()
        .orElse(null);
  }

  private Jobs.@Nullable Job in(Transaction transaction, Jobs.Job job, List<Key> keys) {
    Instant now = clock.instant();
    TableDefinition table = Jobs.table(transaction, job, now);
    IndexDefinition index = Jobs.index(transaction, job, now);
    if (table == null || index == null || index.stage() != IndexDefinition.Stage.BUILDING) {
      return null;
    }
    if (keys.isEmpty()) {
      IndexDefinition done = index.at(IndexDefinition.Stage.ACTIVE, now);
      Catalog.put(transaction, table.with(table.schema().with(done)));
      transaction.delete(job.row());
      return null;
    }
    List<byte @Nullable []> values = transaction.getAll(keys);
    List<Item> items = new ArrayList<>();
    long bytes = 0;
    int done = 0;
    while (done < keys.size() && bytes < BYTES) {
      byte[] value = values.get(done++);
      if (value != null) {
        Item item = ItemRow.of(table.number(), value).item(transaction);
        bytes += ItemSize.of(item);
        items.add(item);
      }
    }
    Counting.filled(transaction, table, index, items);
    items.forEach(item -> Items.index(transaction, table, index, null, item));
    Jobs.Job next = job.at(keys.get(done - 1));
    transaction.put(next.row(), next.encode());
    return next;
  }
}
