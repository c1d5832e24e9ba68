package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items of tables as rows.
 *
 * <p>An item is kept once: under its key, or where its row says when it is large. An entry of an
 * index is the key of its item. All that a write changes, and what the feed is told of it, is in
 * one transaction. Every write goes through {@link #write}.
 */
public final class Items {
  /**
   * What hears of every write: entries are {@link Change}s without images, and {@link TableNews} of
   * tables that are deleted.
   */
  public static final Topic CHANGES = new Topic("tables");

  private Items() {}

  /** The item with that key, or null. */
  public static @Nullable Item get(Reads reads, TableDefinition table, Item key) {
    byte[] value = reads.get(RowKeys.item(table, key));
    return value == null ? null : ItemRow.of(table.number(), value).item(reads);
  }

  /**
   * The item with that key as it is now, or null; from memory where the engine has its row there.
   */
  public static @Nullable Item latest(Engine engine, TableDefinition table, Item key) {
    Key row = RowKeys.item(table, key);
    byte[] seen = null;
    while (true) {
      byte[] value = engine.get(row);
      if (value == null) {
        return null;
      }
      ItemRow found = ItemRow.of(table.number(), value);
      Item item = found.find(engine.latest());
      if (item != null) {
        return item;
      }
      if (Arrays.equals(seen, value)) {
        throw new EngineException.Corrupt("a large item lacks a chunk: " + found, null);
      }
      seen = value; // it was replaced between the two reads, so there is another row
    }
  }

  /**
   * Puts an item in place of what was there, or removes what was there. Where nothing changes,
   * nothing is written, and nobody is told.
   *
   * @param before what the transaction has read under the same key, or null
   * @param after what is to be there, or null
   */
  public static void write(
      Transaction transaction, TableDefinition table, @Nullable Item before, @Nullable Item after) {
    write(transaction, table, before, after, Change.Author.CALLER);
  }

  static void write(
      Transaction transaction,
      TableDefinition table,
      @Nullable Item before,
      @Nullable Item after,
      Change.Author author) {
    Item some = after == null ? before : after;
    if (some == null || Objects.equals(before, after)) {
      return;
    }
    Counting.written(transaction, table, before, after);
    Key row = RowKeys.item(table, some);
    @Nullable TableStream stream = table.options().stream();
    LargeImage old = before == null ? null : leave(transaction, table, row, stream);
    LargeImage now = after == null ? null : put(transaction, table, row, after, stream);
    if (after == null) {
      transaction.delete(row);
    }
    for (IndexDefinition index : table.schema().kept()) {
      index(transaction, table, index, before, after);
    }
    Expiries.index(transaction, table, before, after);
    if (table.options().recorded()) {
      Past.tell(transaction, table.number(), row, image(before, old));
    }
    tell(
        transaction,
        stream,
        new Change(
            table.number(),
            table.name(),
            before == null
                ? Change.Kind.INSERT
                : after == null ? Change.Kind.REMOVE : Change.Kind.MODIFY,
            author,
            some.only(table.schema().key().names()),
            image(before, old),
            image(after, now)));
  }

  /** Removes the large image that is to go, if there is one, or has it removed when it may be. */
  private static @Nullable LargeImage leave(
      Transaction transaction, TableDefinition table, Key row, @Nullable TableStream stream) {
    byte[] value = transaction.get(row);
    if (value == null
        || !(ItemRow.of(table.number(), value)
            instanceof ItemRow.Large(LargeImage image, boolean told))) {
      return null;
    }
    if (told || table.options().recorded() || (stream != null && stream.view().showsBefore())) {
      Leftovers.add(transaction, RowKeys.image(image.table(), image.id()));
    } else {
      image.remove(transaction);
    }
    return image;
  }

  private static @Nullable LargeImage put(
      Transaction transaction,
      TableDefinition table,
      Key row,
      Item item,
      @Nullable TableStream stream) {
    byte[] octets = ItemCodec.encode(item);
    if (octets.length <= ItemRow.MOST_BYTES) {
      transaction.put(row, ItemRow.Small.of(octets).toBytes());
      return null;
    }
    LargeImage image = LargeImage.put(transaction, table.number(), octets);
    boolean told = stream != null && stream.view().showsAfter();
    transaction.put(row, new ItemRow.Large(image, told).toBytes());
    return image;
  }

  private static Change.Image image(@Nullable Item item, @Nullable LargeImage large) {
    if (large != null) {
      return new Change.Referred(large);
    }
    return item == null ? Change.None.NONE : new Change.Inline(item);
  }

  private static void tell(Transaction transaction, @Nullable TableStream stream, Change change) {
    transaction.emit(CHANGES, change.ofKey().toBytes());
    if (stream != null) {
      transaction.emit(stream.topic(change.table()), change.shownBy(stream.view()).toBytes());
    }
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
