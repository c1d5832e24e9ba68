package dev.skerry.origin.engine;

import java.util.List;

/**
 * What a scan found, and the part of its range for which that is all there is.
 *
 * @param rows in the scan's order
 * @param covered the part that was read: it holds these rows and no others
 * @param rest the part that was not; empty when the scan came to its end
 */
public record Rows(List<Row> rows, Range covered, Range rest) {
  /** Keeps a copy of the list. */
  public Rows {
    rows = List.copyOf(rows);
  }

  /** Whether the scan came to the end of its range. */
  public boolean complete() {
    return rest.isEmpty();
  }

  /** What a scan found that read its whole range. */
  public static Rows all(Scan scan, List<Row> rows) {
    Range range = scan.range();
    return new Rows(rows, range, range.startingAt(range.to()));
  }

  /** What a scan found that stopped after the last of these rows, at least one. */
  public static Rows upToLast(Scan scan, List<Row> rows) {
    Range range = scan.range();
    Key last = rows.getLast().key();
    if (scan.reversed()) {
      return new Rows(rows, range.startingAt(last), range.endingBefore(last));
    }
    Key next = last.next();
    return new Rows(rows, range.endingBefore(next), range.startingAt(next));
  }
}
