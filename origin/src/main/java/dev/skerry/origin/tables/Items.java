package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items of tables as rows.
 *
 * <p>An item is kept once, in chunks of what a value may have: the first, which begins with how
 * many there are, under its key, the others elsewhere, so that who reads a range meets one row for
 * each item. An entry of an index is the key of its item; both are written by one transaction. For
 * each write the feed is told the table and the item's row.
 */
public final class Items {
  /** What hears of every write: an entry is the key of the item's row. */
  public static final Topic CHANGES = new Topic("tables");

  private static final int CHUNK_BYTES = Limits.VALUE_BYTES - 1;

  private Items() {}

  /** The item with that key, or null. */
  public static @Nullable Item get(Reads reads, TableDefinition table, Item key) {
    Key row = RowKeys.item(table, key);
    byte[] first = reads.get(row);
    return first == null ? null : read(reads, row, first);
  }

  /** The item whose row has this value. */
  static Item read(Reads reads, Key row, byte[] first) {
    int chunks = first[0];
    if (chunks == 1) {
      return ItemCodec.decode(Arrays.copyOfRange(first, 1, first.length));
    }
    List<byte[]> parts = new ArrayList<>();
    parts.add(Arrays.copyOfRange(first, 1, first.length));
    for (int i = 1; i < chunks; i++) {
      byte[] part = reads.get(RowKeys.chunk(row, i));
      if (part == null) {
        throw new EngineException.Corrupt("an item lacks chunk " + i + " of " + chunks, null);
      }
      parts.add(part);
    }
    byte[] whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return ItemCodec.decode(whole);
  }

  /**
   * Puts an item in place of what was there, or removes what was there.
   *
   * @param before what the transaction has read under the same key, or null
   * @param after what is to be there, or null
   */
  public static void write(
      Transaction transaction, TableDefinition table, @Nullable Item before, @Nullable Item after) {
    Item some = after == null ? before : after;
    if (some == null) {
      return;
    }
    Key row = RowKeys.item(table, some);
    int chunksBefore = 0;
    if (before != null) {
      byte[] first = transaction.get(row);
      chunksBefore = first == null ? 0 : first[0];
    }
    int chunks = after == null ? 0 : put(transaction, row, ItemCodec.encode(after));
    if (chunks == 0) {
      transaction.delete(row);
    }
    for (int i = Math.max(chunks, 1); i < chunksBefore; i++) {
      transaction.delete(RowKeys.chunk(row, i));
    }
    for (IndexDefinition index : table.schema().indexes()) {
      index(transaction, table, index, before, after);
    }
    transaction.emit(CHANGES, row.toBytes());
  }

  private static int put(Transaction transaction, Key row, byte[] octets) {
    int chunks = Math.max(1, Math.ceilDiv(octets.length, CHUNK_BYTES));
    int length = Math.min(octets.length, CHUNK_BYTES);
    byte[] first = new byte[1 + length];
    first[0] = (byte) chunks;
    System.arraycopy(octets, 0, first, 1, length);
    transaction.put(row, first);
    for (int i = 1; i < chunks; i++) {
      int from = i * CHUNK_BYTES;
      int to = Math.min(octets.length, from + CHUNK_BYTES);
      transaction.put(RowKeys.chunk(row, i), Arrays.copyOfRange(octets, from, to));
    }
    return chunks;
  }

  /** Moves the entry of an item in an index. */
  static void index(
      Transaction transaction,
      TableDefinition table,
      IndexDefinition index,
      @Nullable Item before,
      @Nullable Item after) {
    Key old = entry(table, index, before);
    Key now = entry(table, index, after);
    if (old != null && !Objects.equals(old, now)) {
      transaction.delete(old);
    }
    if (now != null && after != null && !Objects.equals(now, old)) {
      transaction.put(now, RowKeys.item(table, after).toBytes());
    }
  }

  private static @Nullable Key entry(
      TableDefinition table, IndexDefinition index, @Nullable Item item) {
    return item == null || !index.key().isIn(item) ? null : RowKeys.entry(table, index, item);
  }
}
