package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the items of a table or a backup that is being made, and how far it is.
 *
 * @param account for whom it is made, and whose its source is
 * @param to the number to which items are copied, of a backup or a table
 * @param from the number of which they are copied
 * @param source whether {@code from} is a table, which others write, and as of when
 * @param target the backup's id, or the table's name
 * @param toBackup whether it is a backup that is made
 * @param next the place from which on nothing is copied yet
 * @param items how many were copied
 * @param bytes how large they are together
 */
record CopyJob(
    String account,
    long to,
    long from,
    Source source,
    String target,
    boolean toBackup,
    Key next,
    long items,
    long bytes) {
  /** Of what it is a copy. */
  sealed interface Source {}

  /** Of a backup, which nobody writes. */
  record OfBackup() implements Source {}

  /**
   * Of a table as it was.
   *
   * @param moment the last commit that is in it; null until it is known
   */
  record OfTable(@Nullable Stamp moment) implements Source {}

  /** The copy that fills a new table. */
  static CopyJob toTable(TableDefinition table, long from, Source source) {
    return new CopyJob(
        table.account(), table.number(), from, source, table.name(), false, Key.START, 0, 0);
  }

  /** That of the source of a backup, as it is when this is committed. */
  static CopyJob toBackup(Backup backup) {
    TableDefinition table = backup.table();
    return new CopyJob(
        table.account(),
        backup.number(),
        table.number(),
        new OfTable(null),
        backup.id(),
        true,
        Key.START,
        0,
        0);
  }

  /** Notes that it is to be made. */
  void begin(Transaction transaction) {
    transaction.put(row(), toBytes());
  }

  CopyJob as(Stamp moment) {
    return new CopyJob(
        account, to, from, new OfTable(moment), target, toBackup, next, items, bytes);
  }

  CopyJob advanced(Key place, long moreItems, long moreBytes) {
    return new CopyJob(
        account, to, from, source, target, toBackup, place, items + moreItems, bytes + moreBytes);
  }

  Key row() {
    return RowKeys.copy(account, to);
  }

  byte[] toBytes() {
    Item fields =
        Item.EMPTY
            .with("from", AttributeValue.number(from))
            .with("target", AttributeValue.string(target))
            .with("backup", new AttributeValue.Bool(toBackup))
            .with("next", new AttributeValue.B(Bytes.copyOf(next.octets())))
            .with("items", AttributeValue.number(items))
            .with("bytes", AttributeValue.number(bytes));
    if (source instanceof OfTable(Stamp moment)) {
      fields = fields.with("moment", AttributeValue.number(moment == null ? 0 : moment.number()));
    }
    return ItemCodec.encode(fields);
  }

  static CopyJob of(Row row) {
    TupleReader key = new TupleReader(row.key(), RowKeys.COPIES.length());
    String account = key.string();
    return of(account, key.unsigned(), row.value());
  }

  static CopyJob of(String account, long to, byte[] kept) {
    Item fields = ItemCodec.decode(kept);
    if (fields.get("target") instanceof AttributeValue.S(String target)
        && fields.get("backup") instanceof AttributeValue.Bool(boolean toBackup)
        && fields.get("next") instanceof AttributeValue.B(Bytes next)) {
      return new CopyJob(
          account,
          to,
          number(fields, "from"),
          source(fields),
          target,
          toBackup,
          Key.wrap(next.toArray()),
          number(fields, "items"),
          number(fields, "bytes"));
    }
    throw new EngineException.Corrupt("a copy of items cannot be read", null);
  }

  private static Source source(Item fields) {
    if (fields.get("moment") == null) {
      return new OfBackup();
    }
    long moment = number(fields, "moment");
    if (moment < 0) {
      throw new EngineException.Corrupt("a copy of items is of the moment " + moment, null);
    }
    return new OfTable(moment == 0 ? null : new Stamp(moment));
  }

  private static long number(Item fields, String name) {
    if (fields.get(name) instanceof AttributeValue.N(ExactNumber number)) {
      try {
        return number.toBigDecimal().longValueExact();
      } catch (ArithmeticException e) {
        throw new EngineException.Corrupt(name + " of a copy of items is " + number, e);
      }
    }
    throw new EngineException.Corrupt("a copy of items lacks " + name, null);
  }
}
