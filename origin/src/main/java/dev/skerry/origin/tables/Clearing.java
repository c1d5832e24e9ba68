package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Removes all rows of some spaces, so many in a transaction: an engine may have to look at each row
 * of a range that it removes.
 */
final class Clearing {
  private static final int ROWS = 10_000;

  private final Engine engine;
  private final BooleanSupplier closed;

  Clearing(Engine engine, BooleanSupplier closed) {
    this.engine = engine;
    this.closed = closed;
  }

  /** Clears the spaces of prefixes, in which nobody writes any more; false when it was stopped. */
  boolean clear(List<Key> prefixes) {
    for (Key prefix : prefixes) {
      Range left = Range.prefix(prefix);
      while (!left.isEmpty()) {
        if (closed.getAsBoolean()) {
          return false;
        }
        left = step(left);
      }
    }
    return true;
  }

  private Range step(Range left) {
    List<Row> rows =
        engine.<List<Row>, RuntimeException>read(
            snapshot -> snapshot.scan(Scan.of(left).upTo(ROWS)).rows());
    if (rows.isEmpty()) {
      return left.startingAt(left.to());
    }
    Key end = rows.getLast().key().next();
    engine.write(transaction -> transaction.delete(left.endingBefore(end)));
    return left.startingAt(end);
  }
}
