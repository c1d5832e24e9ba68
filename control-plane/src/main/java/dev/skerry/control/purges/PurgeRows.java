package dev.skerry.control.purges;

import dev.skerry.control.fleet.Newest;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeCodec;
import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the purge log is rows of the engine; values are tuples, a format number first. A purge is one
 * row under its number, and more rows of octets where it is too large for one.
 */
final class PurgeRows {
  private static final Logger log = LoggerFactory.getLogger(PurgeRows.class);

  /** Octets of a purge in one row. */
  private static final int PART_BYTES = 80_000;

  private static final int FORMAT = 1;
  private static final String LAYER = "purges";
  private static final String FIRST = "first";
  private static final String REST = "rest";
  private static final String APPLIED = "applied";
  private static final Key LATEST = in("latest").key();
  private static final Key LATEST_AT = in("latest-at").key();
  private static final Key FLOOR = in("floor").key();
  private static final Key FLOOR_AT = in("floor-at").key();
  private static final Key VOLUME = in("volume").key();
  private static final String MARK = "mark";

  /** Every so many numbers it is noted how many octets all purges before took together. */
  private static final int MARK_EVERY = 1_000;

  private PurgeRows() {}

  /** The highest number that was given, and when. */
  static Newest newest(Reads reads) {
    return given(reads, LATEST, LATEST_AT);
  }

  static void putNewest(Transaction transaction, Newest newest) {
    transaction.put(LATEST, write(newest.sequence()));
    transaction.put(LATEST_AT, write(newest.atMillis()));
  }

  /** The number up to which purges may have been forgotten, and when it was given. */
  static Newest floor(Reads reads) {
    return given(reads, FLOOR, FLOOR_AT);
  }

  static void putFloor(Transaction transaction, Newest floor) {
    transaction.put(FLOOR, write(floor.sequence()));
    transaction.put(FLOOR_AT, write(floor.atMillis()));
  }

  /** A number and its moment; rows of before moments were written have 0 for that. */
  private static Newest given(Reads reads, Key number, Key atMillis) {
    return new Newest(number(reads, number), number(reads, atMillis));
  }

  /**
   * Notes how many octets purges took that are written after a number.
   *
   * @param latest the highest of their numbers
   */
  static void addVolume(Transaction transaction, long before, long latest, long bytes) {
    long volume = number(transaction, VOLUME);
    if (before / MARK_EVERY != latest / MARK_EVERY) {
      transaction.put(in(MARK).unsigned(before).key(), write(volume));
    }
    transaction.put(VOLUME, write(volume + bytes));
  }

  /**
   * Up to which number, which may be below the floor, purges are to be forgotten so that the others
   * take no more than so many octets, and some more.
   */
  static long upToVolume(Reads reads, long bytes) {
    long surplus = number(reads, VOLUME) - bytes;
    long upTo = 0;
    for (Range left = in(MARK).range(); surplus > 0 && !left.isEmpty(); ) {
      var rows = reads.scan(Scan.of(left));
      for (Row row : rows.rows()) {
        if (reader(row.value()).unsigned() > surplus) {
          return upTo;
        }
        TupleReader key = new TupleReader(row.key());
        key.string();
        key.string();
        upTo = key.unsigned();
      }
      left = rows.rest();
    }
    return upTo;
  }

  /** Writes a purge, and returns how many octets it took. */
  static int put(Transaction transaction, LoggedPurge logged) {
    byte[] octets = PurgeCodec.write(logged.purge());
    int parts = Math.max(1, (octets.length + PART_BYTES - 1) / PART_BYTES);
    long sequence = logged.sequence();
    TupleWriter first =
        new TupleWriter()
            .unsigned(FORMAT)
            .string(logged.by())
            .unsigned(parts)
            .raw(Arrays.copyOf(octets, Math.min(octets.length, PART_BYTES)));
    transaction.put(in(FIRST).unsigned(sequence).key(), first.key().octets());
    for (int part = 1; part < parts; part++) {
      int from = part * PART_BYTES;
      transaction.put(
          in(REST).unsigned(sequence).unsigned(part).key(),
          Arrays.copyOfRange(octets, from, Math.min(octets.length, from + PART_BYTES)));
    }
    return octets.length;
  }

  /** How many octets a purge takes. */
  static int size(LoggedPurge logged) {
    return PurgeCodec.write(logged.purge()).length;
  }

  /** The purges with numbers above one and up to another, from the lowest, as one scan reads. */
  static List<LoggedPurge> above(Reads reads, long sequence, long upTo, int most) {
    return read(reads, Scan.of(between(FIRST, sequence, upTo)).upTo(most));
  }

  /** The purges with numbers below one, from the highest. */
  static List<LoggedPurge> below(Reads reads, long sequence, int most) {
    return read(reads, Scan.of(between(FIRST, 0, sequence - 1)).inReverse().upTo(most));
  }

  /** Forgets the purges up to a number. */
  static void deleteUpTo(Transaction transaction, long sequence) {
    transaction.delete(between(FIRST, 0, sequence));
    transaction.delete(between(REST, 0, sequence));
    transaction.delete(new Range(in(MARK).key(), in(MARK).unsigned(sequence).key()));
  }

  /** What each edge had applied when that was written last, by its name. */
  static Map<String, Long> applied(Reads reads) {
    Map<String, Long> applied = new HashMap<>();
    for (Row row : reads.scan(Scan.of(in(APPLIED).range())).rows()) {
      TupleReader key = new TupleReader(row.key());
      key.string();
      key.string();
      applied.put(key.string(), reader(row.value()).unsigned());
    }
    return applied;
  }

  static void putApplied(Transaction transaction, String edge, long sequence) {
    transaction.put(in(APPLIED).string(edge).key(), write(sequence));
  }

  static void deleteApplied(Transaction transaction, String edge) {
    transaction.delete(in(APPLIED).string(edge).key());
  }

  private static List<LoggedPurge> read(Reads reads, Scan scan) {
    List<LoggedPurge> purges = new ArrayList<>();
    for (Row row : reads.scan(scan).rows()) {
      purges.add(read(reads, row));
    }
    return purges;
  }

  private static LoggedPurge read(Reads reads, Row row) {
    TupleReader key = new TupleReader(row.key());
    key.string();
    key.string();
    long sequence = key.unsigned();
    TupleReader first = reader(row.value());
    String by = first.string();
    long parts = first.unsigned();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(first.rest());
    for (int part = 1; part < parts; part++) {
      byte[] more = reads.get(in(REST).unsigned(sequence).unsigned(part).key());
      if (more == null) {
        throw new EngineException.Corrupt("purge " + sequence + " lacks part " + part, null);
      }
      octets.writeBytes(more);
    }
    try {
      return new LoggedPurge(PurgeCodec.read(octets.toByteArray()), by);
    } catch (IOException e) {
      log.error("purge {} cannot be read: edges are told to purge everything instead", sequence, e);
      return new LoggedPurge(unreadable(sequence), by);
    }
  }

  /**
   * In the place of a purge that another version of the program wrote, and this one cannot read: no
   * edge may be held up by it, and none may go on as if it had not been. Of an unknown moment, so
   * that an edge which comes back with it is told to forget once more.
   */
  private static Purge unreadable(long sequence) {
    return new Purge(sequence, 0, null, List.of(new Selector.Everything()), false);
  }

  /** Rows of numbers above one and up to another. */
  private static Range between(String kind, long above, long upTo) {
    Key from = in(kind).unsigned(above).key().afterPrefix();
    Key to = in(kind).unsigned(Math.max(above, upTo)).key().afterPrefix();
    return new Range(from, to);
  }

  private static long number(Reads reads, Key key) {
    byte[] value = reads.get(key);
    return value == null ? 0 : reader(value).unsigned();
  }

  private static byte[] write(long number) {
    return new TupleWriter().unsigned(FORMAT).unsigned(number).key().octets();
  }

  private static TupleReader reader(byte[] value) {
    TupleReader reader = new TupleReader(Key.wrap(value));
    long format = reader.unsigned();
    if (format != FORMAT) {
      throw new EngineException.Unsupported(
          "a row of the purge log has format " + format + ", expected " + FORMAT);
    }
    return reader;
  }

  private static TupleWriter in(String kind) {
    return new TupleWriter().string(LAYER).string(kind);
  }
}
