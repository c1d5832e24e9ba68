package dev.skerry.control.schedules;

import dev.skerry.control.schedules.Run.Stage;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How schedules stand, as rows of the engine; values are tuples, a format number first. Times are
 * kept to the millisecond.
 */
final class ScheduleRows {
  private static final int FORMAT = 1;
  private static final String LAYER = "schedules";
  private static final String STANDING = "standing";

  private ScheduleRows() {}

  static @Nullable Standing get(Reads reads, ScheduleName name) {
    byte[] value = reads.get(key(name));
    return value == null ? null : read(value);
  }

  static void put(Transaction transaction, ScheduleName name, Standing standing) {
    TupleWriter writer = new TupleWriter().unsigned(FORMAT).signed(standing.upTo().toEpochMilli());
    Run last = standing.last();
    writer.unsigned(last == null ? 0 : 1);
    if (last != null) {
      writer
          .signed(last.at().toEpochMilli())
          .string(last.stage().name())
          .string(last.edge())
          .signed(last.since().toEpochMilli())
          .signed(last.until().toEpochMilli())
          .string(last.note());
    }
    transaction.put(key(name), writer.key().octets());
  }

  static void delete(Transaction transaction, ScheduleName name) {
    transaction.delete(key(name));
  }

  /** All there are. */
  static Map<ScheduleName, Standing> all(Reads reads) {
    Map<ScheduleName, Standing> all = new HashMap<>();
    Range left = in().range();
    while (!left.isEmpty()) {
      var rows = reads.scan(Scan.of(left));
      for (Row row : rows.rows()) {
        TupleReader key = new TupleReader(row.key());
        key.string();
        key.string();
        all.put(new ScheduleName(key.string(), key.string()), read(row.value()));
      }
      left = rows.rest();
    }
    return all;
  }

  private static Standing read(byte[] value) {
    TupleReader reader = new TupleReader(Key.wrap(value));
    long format = reader.unsigned();
    if (format != FORMAT) {
      throw new EngineException.Unsupported(
          "a row of schedules has format " + format + ", expected " + FORMAT);
    }
    Instant upTo = Instant.ofEpochMilli(reader.signed());
    return new Standing(upTo, reader.unsigned() == 0 ? null : run(reader));
  }

  private static Run run(TupleReader reader) {
    Instant at = Instant.ofEpochMilli(reader.signed());
    Stage stage = Stage.valueOf(reader.string());
    String edge = reader.string();
    Instant since = Instant.ofEpochMilli(reader.signed());
    Instant until = Instant.ofEpochMilli(reader.signed());
    return new Run(at, stage, edge, since, until, reader.string());
  }

  private static Key key(ScheduleName name) {
    return in().string(name.handler()).string(name.cron()).key();
  }

  private static TupleWriter in() {
    return new TupleWriter().string(LAYER).string(STANDING);
  }
}
