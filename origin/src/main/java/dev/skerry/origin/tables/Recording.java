package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a table's past is recorded, and for whom.
 *
 * @param table its number
 * @param account whose the table is
 * @param name of the table
 * @param days of the past that are kept for continuous backups, 0 where those are disabled
 * @param since from when on it can be restored by them, in milliseconds since 1970; 0 until it is
 *     known
 * @param copies how many copies of the table as it was are being made
 */
record Recording(long table, String account, String name, int days, long since, int copies) {
  /** Whether anybody needs it. */
  boolean isNeeded() {
    return days > 0 || copies > 0;
  }

  /** Whether continuous backups are enabled. */
  boolean isContinuous() {
    return days > 0;
  }

  /**
   * The first second that is kept for continuous backups, since 1970.
   *
   * @param through the moment through which the past is archived, in milliseconds since 1970
   */
  long oldest(long through) {
    return Math.max(0, Math.floorDiv(through - Duration.ofDays(days).toMillis(), 1_000L));
  }

  Recording continuous(int forDays, long from) {
    return new Recording(table, account, name, forDays, from, copies);
  }

  private Recording copied(int times) {
    return new Recording(table, account, name, days, since, times);
  }

  /** That of a table, or null. */
  static @Nullable Recording find(Reads reads, long table) {
    byte[] kept = reads.get(RowKeys.recording(table));
    return kept == null ? null : of(table, kept);
  }

  /** Those of all tables; what cannot be read is passed over. */
  static List<Recording> all(Reads reads) {
    List<Recording> all = new ArrayList<>();
    Range range = Range.prefix(RowKeys.RECORDINGS);
    while (!range.isEmpty()) {
      Rows rows = reads.scan(Scan.of(range));
      for (Row row : rows.rows()) {
        try {
          all.add(
              of(new TupleReader(row.key(), RowKeys.RECORDINGS.length()).unsigned(), row.value()));
        } catch (EngineException.Corrupt e) {
          UnreadableRows.passOver(row, e);
        }
      }
      range = rows.rest();
    }
    return all;
  }

  /** Begins a copy of a table as it was: from now on at the latest it is recorded. */
  static void beginCopy(Transaction transaction, TableDefinition table) {
    Recording now = ofTable(transaction, table);
    now.copied(now.copies + 1).put(transaction);
    record(transaction, table, true);
  }

  /** Ends a copy of a table as it was. */
  static void endCopy(Transaction transaction, long table, Instant now) {
    Recording before;
    try {
      before = find(transaction, table);
    } catch (EngineException.Corrupt e) {
      return; // the archive ends what cannot be read, and all copies with it
    }
    if (before != null) {
      before.copied(before.copies - 1).settle(transaction, now);
    }
  }

  /** That of a table, or a new one that nobody needs. */
  static Recording ofTable(Transaction transaction, TableDefinition table) {
    Recording found = find(transaction, table.number());
    return found == null
        ? new Recording(table.number(), table.account(), table.name(), 0, 0, 0)
        : found;
  }

  /** Keeps it, and has the table recorded or not as it is needed. */
  void settle(Transaction transaction, Instant now) {
    put(transaction);
    TableDefinition definition = Catalog.find(transaction, account, name, now);
    if (definition != null && definition.number() == table) {
      record(transaction, definition, isNeeded());
    }
  }

  private static void record(Transaction transaction, TableDefinition table, boolean on) {
    if (table.options().recorded() != on) {
      Catalog.put(transaction, table.with(table.options().recorded(on)));
    }
  }

  void put(Transaction transaction) {
    transaction.put(RowKeys.recording(table), toBytes());
  }

  byte[] toBytes() {
    return ItemCodec.encode(
        Item.EMPTY
            .with("account", AttributeValue.string(account))
            .with("name", AttributeValue.string(name))
            .with("days", AttributeValue.number(days))
            .with("since", AttributeValue.number(since))
            .with("copies", AttributeValue.number(copies)));
  }

  static Recording of(long table, byte[] kept) {
    Item fields = ItemCodec.decode(kept);
    if (fields.get("account") instanceof AttributeValue.S(String account)
        && fields.get("name") instanceof AttributeValue.S(String name)) {
      return new Recording(
          table,
          account,
          name,
          (int) number(fields, "days"),
          number(fields, "since"),
          (int) number(fields, "copies"));
    }
    throw new EngineException.Corrupt("what is recorded of a table cannot be read", null);
  }

  private static long number(Item fields, String name) {
    if (fields.get(name) instanceof AttributeValue.N(ExactNumber number)) {
      try {
        return number.toBigDecimal().longValueExact();
      } catch (ArithmeticException e) {
        throw new EngineException.Corrupt(name + " of what is recorded is " + number, e);
      }
    }
    throw new EngineException.Corrupt("what is recorded of a table lacks " + name, null);
  }
}
