package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Images that no item has any more, but that changes in the feed may refer to. They are removed
 * when the feed has forgotten what was committed when they became so, and with it those changes.
 *
 * <p>A row tells what the keys of the images begin with, under the stamp that the transaction began
 * with. One thread at a time.
 */
final class Leftovers {
  private static final int MOST_ROWS = 100;

  private final Engine engine;
  private final Clearing clearing;

  /** The oldest that the feed kept when it was last seen to have forgotten something. */
  private Stamp oldest;

  /** The oldest that it kept before that. */
  private Stamp forgotten = Stamp.ZERO;

  Leftovers(Engine engine, BooleanSupplier closed) {
    this.engine = engine;
    this.clearing = new Clearing(engine, closed);
    this.oldest = engine.feed().oldest().stamp();
  }

  /** Has all rows under a prefix removed when the feed has forgotten what it keeps now. */
  static void add(Transaction transaction, Key prefix) {
    transaction.put(
        RowKeys.leftover(transaction.token().began(), UUID.randomUUID()), prefix.toBytes());
  }

  /**
   * Removes some of what nothing refers to any more.
   *
   * @return whether there may be more
   */
  boolean sweep() {
    // A transaction's stamp is later than the one with which it began: what began before a minute
    // of the feed was forgotten was committed at the latest soon after, so wait for one more.
    Stamp now = engine.feed().oldest().stamp();
    if (now.isAfter(oldest)) {
      forgotten = oldest;
      oldest = now;
    }
    Range range = RowKeys.leftoversBefore(forgotten);
    if (range.isEmpty()) {
      return false;
    }
    List<Row> rows = engine.read(snapshot -> snapshot.scan(Scan.of(range).upTo(MOST_ROWS))).rows();
    if (rows.isEmpty()) {
      return false;
    }
    for (Row row : rows) {
      Key prefix = Key.wrap(row.value());
      if (RowKeys.isOfAllImages(prefix) && !clearing.clear(List.of(prefix))) {
        return false;
      }
    }
    // What is left is at most the chunks of one image of each row.
    engine.write(
        transaction -> {
          for (Row row : rows) {
            transaction.delete(Range.prefix(Key.wrap(row.value())));
            transaction.delete(row.key());
          }
        });
    return rows.size() == MOST_ROWS;
  }
}
