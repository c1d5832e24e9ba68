package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import java.util.List;

/**
 * All rows of a range, in memory.
 *
 * @param group has every key of the range
 * @param rows in order
 */
record Held(Key group, Range range, List<Row> rows) {
  /** What it takes beside its rows' octets, about, and what each row takes. */
  private static final int OTHER_BYTES = 240;

  private static final int ROW_BYTES = 96;

  /** What a scan of the range would find. */
  Rows rows(Scan scan) {
    List<Row> ordered = scan.reversed() ? rows.reversed() : rows;
    long bytes = 0;
    for (int i = 0; i < ordered.size(); i++) {
      bytes += bytes(ordered.get(i));
      if (i + 1 == scan.rows() || bytes >= scan.bytes()) {
        return Rows.upToLast(scan, ordered.subList(0, i + 1));
      }
    }
    return Rows.all(scan, ordered);
  }

  /** What it takes in memory, about. */
  int weight() {
    long octets = OTHER_BYTES + 2L * group.length();
    for (Row row : rows) {
      octets += ROW_BYTES + bytes(row);
    }
    return (int) octets;
  }

  static long bytes(Row row) {
    return row.key().length() + (long) row.value().length;
  }
}
