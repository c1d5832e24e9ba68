package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of exports, or of imports: one each by its account and its id, which begins with when it
 * was begun, and a mark of each that is being made.
 *
 * @param all in front of the rows
 * @param marks in front of the marks
 * @param read reads a row
 */
record TransferRows<T>(Key all, Key marks, Function<byte[], T> read) {
  /** How long a token stands for its request. Source: ExportTableToPointInTime, ImportTable. */
  private static final Duration TOKEN_AGE = Duration.ofHours(8);

  /** How long they are told of after their end. Source: ListExports, ListImports. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final int PAGE = 200;

  /** The id of what begins now. */
  static String newId(Instant now) {
    return at(now) + '-' + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  private static String at(Instant moment) {
    return "%014d".formatted(moment.toEpochMilli());
  }

  /** The one of an id, or null. */
  @Nullable T find(Reads reads, String account, String id) {
    byte[] kept = reads.get(row(account, id));
    return kept == null ? null : read.apply(kept);
  }

  /** One that was begun so recently that its token counts, and that is wanted; or null. */
  @Nullable T earlier(Reads reads, String account, Instant now, Predicate<T> wanted) {
    Range range =
        new Range(
            row(account, at(now.minus(TOKEN_AGE))), RowKeys.transfers(all, account).afterPrefix());
    while (!range.isEmpty()) {
      Rows rows = reads.scan(Scan.of(range).upTo(PAGE));
      for (Row row : rows.rows()) {
        T each = read.apply(row.value());
        if (wanted.test(each)) {
          return each;
        }
      }
      range = rows.rest();
    }
    return null;
  }

  /** The newest of an account first, at most so many before an id. */
  List<T> before(
      Engine engine, String account, @Nullable String id, Predicate<T> wanted, int most) {
    List<T> found = new ArrayList<>();
    Key first = RowKeys.transfers(all, account);
    Range range = new Range(first, id == null ? first.afterPrefix() : row(account, id));
    while (!range.isEmpty() && found.size() < most) {
      Range part = range;
      Rows rows = engine.read(snapshot -> snapshot.scan(Scan.of(part).inReverse().upTo(PAGE)));
      for (Row row : rows.rows()) {
        T each = read.apply(row.value());
        if (found.size() < most && wanted.test(each)) {
          found.add(each);
        }
      }
      range = rows.rest();
    }
    return found;
  }

  /** Those of an account that are being made. */
  List<T> running(Reads reads, String account) {
    return marked(reads, RowKeys.transfers(marks, account));
  }

  /** The same of all accounts. */
  List<T> running(Reads reads) {
    return marked(reads, marks);
  }

  private List<T> marked(Reads reads, Key space) {
    List<T> running = new ArrayList<>();
    Range range = Range.prefix(space);
    while (!range.isEmpty()) {
      Rows rows = reads.scan(Scan.of(range).upTo(PAGE));
      for (Row row : rows.rows()) {
        byte[] octets = row.key().octets();
        Key rest = Key.wrap(Arrays.copyOfRange(octets, marks.length(), octets.length));
        byte[] kept = reads.get(all.plus(rest));
        if (kept != null) {
          running.add(read.apply(kept));
        }
      }
      range = rows.rest();
    }
    return running;
  }

  /** Writes the row of one that is being made from now on. */
  void begin(Transaction transaction, String account, String id, byte[] row) {
    put(transaction, account, id, row);
    transaction.put(RowKeys.transfer(marks, account, id), new byte[0]);
  }

  /** Writes the row of one. */
  void put(Transaction transaction, String account, String id, byte[] row) {
    transaction.put(row(account, id), row);
  }

  /** Writes the row of one that has ended, which goes when it is not told of any more. */
  void end(Transaction transaction, String account, String id, byte[] row, Instant now) {
    transaction.delete(RowKeys.transfer(marks, account, id));
    put(transaction, account, id, row);
    KeptRequests.removeAt(transaction, row(account, id), now.plus(KEPT));
  }

  private Key row(String account, String id) {
    return RowKeys.transfer(all, account, id);
  }
}
