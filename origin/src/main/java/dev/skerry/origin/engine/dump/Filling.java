package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into an engine in order, some at a time. Rows that are there already must be the first
 * of them: so a filling that was broken off goes on, and nothing is ever overwritten. One thread.
 */
final class Filling {
  /** Octets of one transaction; half of what it may have, for rows count more than their octets. */
  private static final int TRANSACTION_BYTES = 2_000_000;

  private static final int TRANSACTION_ROWS = 20_000;

  private final RowSource source;
  private final Engine into;
  private final Progress progress;
  private final List<Row> portion = new ArrayList<>();
  private int portionBytes;
  private Report done;

  Filling(RowSource source, Engine into, Progress progress) {
    this.source = source;
    this.into = into;
    this.progress = progress;
    this.done = Report.of(source.stamp());
  }

  Report run() throws IOException {
    Row row = skipPresent();
    while (row != null) {
      portion.add(row);
      portionBytes += Report.size(row);
      if (portionBytes >= TRANSACTION_BYTES || portion.size() == TRANSACTION_ROWS) {
        put();
      }
      row = source.next();
    }
    put();
    into.continueAfter(source.stamp());
    return done;
  }

  /** The first row that is not there yet. */
  private @Nullable Row skipPresent() throws IOException {
    Row row = source.next();
    try (EngineRows present = new EngineRows(into)) {
      for (Row there = present.next(); there != null; there = present.next()) {
        if (row == null || !there.equals(row)) {
          throw new EngineException.Unsupported(
              "the engine to fill has other rows already, from its row "
                  + (done.rows() + 1)
                  + " on; expected an empty engine, or one with a part of the same rows");
        }
        done = done.and(there);
        row = source.next();
      }
    }
    return row;
  }

  private void put() {
    if (!portion.isEmpty()) {
      into.write(transaction -> portion.forEach(row -> transaction.put(row.key(), row.value())));
      for (Row row : portion) {
        done = done.and(row);
      }
      portion.clear();
      portionBytes = 0;
      progress.at(done);
    }
  }
}
