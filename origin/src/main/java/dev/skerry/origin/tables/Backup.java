package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup of a table that somebody asked for.
 *
 * @param id the moment in which it was asked for in milliseconds since 1970, in 14 digits, a hyphen
 *     and 8 hexadecimal digits
 * @param name that it was given
 * @param number under which its items are kept, as those of a table
 * @param table its source as it was defined
 * @param available whether it is complete
 * @param items how many it has; while it is made, about how many the table has
 * @param bytes how large they are together
 */
public record Backup(
    String id,
    String name,
    long number,
    TableDefinition table,
    boolean available,
    long items,
    long bytes) {
  /** When it was asked for: it has what was acknowledged before, and nothing that came later. */
  public Instant created() {
    return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
  }

  Backup completed(CopyJob job) {
    return new Backup(id, name, number, table, true, job.items(), job.bytes());
  }

  /** Its ARN, by the settings of the account whose it is. */
  public String arn(TablesSettings settings) {
    return settings.arn(table.name()) + "/backup/" + id;
  }

  void put(Transaction transaction) {
    transaction.put(RowKeys.backup(table.account(), id), toBytes());
  }

  /** An account's backup of an id. */
  static Backup find(Reads reads, String account, String id) {
    byte[] kept = reads.get(RowKeys.backup(account, id));
    if (kept == null) {
      throw new TableException(ErrorType.BACKUP_NOT_FOUND, "Backup not found: " + id);
    }
    return of(kept);
  }

  private byte[] toBytes() {
    return ItemCodec.encode(
        Item.EMPTY
            .with("id", AttributeValue.string(id))
            .with("name", AttributeValue.string(name))
            .with("number", AttributeValue.number(number))
            .with("table", new AttributeValue.B(Bytes.copyOf(TableDocument.encode(table))))
            .with("available", new AttributeValue.Bool(available))
            .with("items", AttributeValue.number(items))
            .with("bytes", AttributeValue.number(bytes)));
  }

  static Backup of(byte[] kept) {
    Item fields = ItemCodec.decode(kept);
    if (fields.get("id") instanceof AttributeValue.S(String id)
        && fields.get("name") instanceof AttributeValue.S(String name)
        && fields.get("table") instanceof AttributeValue.B(Bytes table)
        && fields.get("available") instanceof AttributeValue.Bool(boolean available)) {
      return new Backup(
          id,
          name,
          number(fields.get("number")),
          TableDocument.decode(table.toArray()),
          available,
          number(fields.get("items")),
          number(fields.get("bytes")));
    }
    throw new EngineException.Corrupt("a backup cannot be read", null);
  }

  private static long number(@Nullable AttributeValue value) {
    if (value instanceof AttributeValue.N(ExactNumber number)) {
      return number.toBigDecimal().longValueExact();
    }
    throw new EngineException.Corrupt("a backup lacks a number", null);
  }
}
