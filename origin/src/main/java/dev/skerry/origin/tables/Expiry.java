package dev.skerry.origin.tables;

import dev.skerry.origin.chore.Separately;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes the items that have expired, in the order of their expiry, and before that puts the items
 * of a table in that order which were there when it was said that they expire. In small
 * transactions, each of which looks anew whether what it does is still to be done; so several
 * processes may do it at the same time. One thread at a time.
 */
final class Expiry {
  /**
   * What expired longer ago stays. Source: "Using time to live (TTL) in DynamoDB": five years, here
   * of 366 days, so that nothing stays that is to go.
   */
  static final Duration LONGEST = Duration.ofDays(5 * 366);

  private static final int REMOVED_TOGETHER = 50;
  private static final int INDEXED_TOGETHER = 200;

  /** Read of rows, and then of whole items, which may be elsewhere than in their rows. */
  private static final int INDEXED_BYTES = 1 << 20;

  /** Read of items that are removed together: beyond it the others come in the next step. */
  private static final int REMOVED_BYTES = 4 << 20;

  private final Engine engine;
  private final InstantSource clock;
  private final BooleanSupplier closed;

  Expiry(Engine engine, InstantSource clock, BooleanSupplier closed) {
    this.engine = engine;
    this.clock = clock;
    this.closed = closed;
  }

  /**
   * Removes all that has expired, table by table in small transactions, in turns; a table that
   * fails holds up no other, and its failure is thrown at the end.
   */
  @Nullable Instant run() {
    Separately turns = new Separately();
    List<TimeToLive> left = tables();
    while (!left.isEmpty() && !closed.getAsBoolean()) {
      List<TimeToLive> more = new ArrayList<>();
      for (TimeToLive table : left) {
        turns.attempt(
            () -> {
              if (step(table)) {
                more.add(table);
              }
            });
      }
      left = more;
    }
    turns.end(null);
    return null;
  }

  /** Does some of the work for a table; whether there may be more to do at once. */
  private boolean step(TimeToLive table) {
    boolean more = table.indexed() != null && index(table);
    return remove(table) || more;
  }

  private List<TimeToLive> tables() {
    List<TimeToLive> tables = new ArrayList<>();
    Range range = Range.prefix(RowKeys.timesToLive());
    while (!range.isEmpty()) {
      Range part = range;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part)));
      rows.rows().stream()
          .map(row -> TimeToLive.of(row.value()))
          .filter(TimeToLive::enabled)
          .forEach(tables::add);
      range = rows.rest();
    }
    return tables;
  }

  private boolean index(TimeToLive seen) {
    return engine
        .transact(
            transaction -> {
              Key place = RowKeys.timeToLive(seen.number());
              byte[] kept = transaction.get(place);
              if (kept == null) {
                return false;
              }
              TimeToLive now = TimeToLive.of(kept);
              Key from = now.indexed();
              if (from == null || !now.changed().equals(seen.changed())) {
                return false;
              }
              Key items = RowKeys.items(seen.number());
              Rows rows =
                  transaction.scan(
                      Scan.of(new Range(from, items.afterPrefix()))
                          .upTo(INDEXED_TOGETHER)
                          .upToBytes(INDEXED_BYTES));
              Key next = null;
              long bytes = 0;
              for (Row row : rows.rows()) {
                if (bytes >= INDEXED_BYTES) {
                  next = row.key();
                  break;
                }
                Item item = ItemRow.of(seen.number(), row.value()).item(transaction);
                bytes += ItemSize.of(item);
                Long seconds = Expiries.seconds(item, now.attribute());
                if (seconds != null) {
                  transaction.put(
                      RowKeys.expiry(seen.number(), seconds, row.key()), row.key().toBytes());
                }
              }
              if (next == null && !rows.complete()) {
                next = rows.rest().from();
              }
              transaction.put(place, now.indexedUpTo(next).toBytes());
              return next != null;
            })
        .result();
  }

  private boolean remove(TimeToLive table) {
    Instant now = clock.instant();
    Range expired =
        RowKeys.expiries(
            table.number(),
            Math.max(0, now.minus(LONGEST).getEpochSecond()),
            Math.max(0, now.getEpochSecond()));
    List<Row> entries =
        engine.read(snapshot -> snapshot.scan(Scan.of(expired).upTo(REMOVED_TOGETHER))).rows();
    if (entries.isEmpty()) {
      return false;
    }
    int done = engine.transact(transaction -> remove(transaction, table, entries, now)).result();
    return done > 0 && (done < entries.size() || done == REMOVED_TOGETHER);
  }

  /** How many it did; none if the table is no longer there, or its items no longer expire. */
  private static int remove(
      Transaction transaction, TimeToLive seen, List<Row> entries, Instant now) {
    TableDefinition table = Catalog.find(transaction, seen.account(), seen.tableName(), now);
    if (table == null
        || table.number() != seen.number()
        || !table.isUsableAt(now)
        || !Objects.equals(table.options().ttlAttribute(), seen.attribute())) {
      return 0;
    }
    int done = 0;
    long bytes = 0;
    while (done < entries.size() && bytes < REMOVED_BYTES) {
      Row entry = entries.get(done++);
      Key row = Key.wrap(entry.value());
      byte[] value = transaction.get(row);
      Item item = value == null ? null : ItemRow.of(table.number(), value).item(transaction);
      bytes += item == null ? 0 : ItemSize.of(item);
      Long seconds = Expiries.seconds(item, seen.attribute());
      if (seconds != null && RowKeys.expiry(table.number(), seconds, row).equals(entry.key())) {
        Items.write(transaction, table, item, null, Change.Author.EXPIRY);
      } else {
        transaction.delete(entry.key()); // somebody else was quicker
      }
    }
    return done;
  }
}
