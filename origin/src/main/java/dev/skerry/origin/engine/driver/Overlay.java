package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A scan of what a transaction would see: the rows below it under its own writes. */
final class Overlay {
  private final Reads below;
  private final WriteSet writes;
  private final Scan scan;
  private final List<Row> found = new ArrayList<>();
  private long bytes;

  private Overlay(Reads below, WriteSet writes, Scan scan) {
    this.below = below;
    this.writes = writes;
    this.scan = scan;
  }

  static Rows scan(Reads below, WriteSet writes, Scan scan) {
    if (!writes.touches(scan.range())) {
      return below.scan(scan);
    }
    return new Overlay(below, writes, scan).run();
  }

  private Rows run() {
    Rows part = below.scan(scan);
    while (true) {
      for (Row row : merged(part)) {
        found.add(row);
        bytes += row.key().length() + (long) row.value().length;
        if (found.size() == scan.rows() || bytes >= scan.bytes()) {
          return Rows.upToLast(scan, found);
        }
      }
      if (part.complete()) {
        return Rows.all(scan, found);
      }
      part = below.scan(scan.in(part.rest()));
    }
  }

  /** The rows of the part that was read below, as the writes leave them. */
  private List<Row> merged(Rows part) {
    List<Row> rows = new ArrayList<>();
    for (Row row : part.rows()) {
      if (writes.of(row.key()) == null) {
        rows.add(row);
      }
    }
    int kept = rows.size();
    for (Map.Entry<Key, WriteSet.Write> own :
        writes.rows().subMap(part.covered().from(), part.covered().to()).entrySet()) {
      byte[] value = own.getValue().value();
      if (value != null) {
        rows.add(new Row(own.getKey(), value));
      }
    }
    if (rows.size() > kept) {
      Comparator<Row> order = Comparator.comparing(Row::key);
      rows.sort(scan.reversed() ? order.reversed() : order);
    }
    return rows;
  }
}
