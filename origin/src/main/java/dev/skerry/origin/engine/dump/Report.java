package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Stamp;

/**
 * How much has been dumped or restored.
 *
 * @param rows so many
 * @param bytes of their keys and values
 * @param stamp as of which the rows are, in the order of the engine that they were in
 */
public record Report(long rows, long bytes, Stamp stamp) {
  static Report of(Stamp stamp) {
    return new Report(0, 0, stamp);
  }

  Report and(Row row) {
    return new Report(rows + 1, bytes + size(row), stamp);
  }

  static int size(Row row) {
    return row.key().length() + row.value().length;
  }
}
