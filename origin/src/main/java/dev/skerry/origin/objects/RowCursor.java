package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a range one after the other, read some at a time: the more, the longer nobody skips.
 * Used by one thread at a time.
 */
final class RowCursor {
  private static final int FEWEST = 8;
  private static final int MOST = 1_000;
  private static final int BYTES = 1_000_000;

  private final Reads reads;
  private Range rest;
  private List<Row> rows = List.of();
  private int at;
  private int batch;

  /** A cursor before the first row, of whose range about so many will be wanted. */
  RowCursor(Reads reads, Range range, int wanted) {
    this.reads = reads;
    this.rest = range;
    this.batch = Math.clamp(wanted, FEWEST, MOST);
  }

  /** The next row, which remains the next, or null. */
  @Nullable Row peek() {
    while (at == rows.size()) {
      if (rest.isEmpty()) {
        return null;
      }
      Rows read = reads.scan(Scan.of(rest).upTo(batch).upToBytes(BYTES));
      rows = read.rows();
      at = 0;
      rest = read.rest();
      batch = Math.min(2 * batch, MOST);
    }
    return rows.get(at);
  }

  /** Goes behind the next row. */
  void pop() {
    at++;
  }

  /** Goes to the first row from a key on. */
  void skipTo(Key bound) {
    while (at < rows.size() && rows.get(at).key().compareTo(bound) < 0) {
      at++;
    }
    if (at == rows.size() && bound.compareTo(rest.from()) > 0) {
      rest = bound.compareTo(rest.to()) < 0 ? rest.startingAt(bound) : rest.startingAt(rest.to());
      batch = Math.max(FEWEST, batch / 4);
    }
  }
}
