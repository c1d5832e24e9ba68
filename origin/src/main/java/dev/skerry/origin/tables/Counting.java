package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many items tables and indexes have, and how large they are.
 *
 * <p>A write does not touch a count, on which all writes of a table would meet: it emits by how
 * much it changes them, and a follower adds up. The sums and how far the feed was followed are
 * written by one transaction, so that nothing is counted twice or left out, whoever falls when.
 * Counts are exact as of that place in the feed; where the feed was not followed for longer than an
 * engine keeps it, what was trimmed is not counted.
 */
final class Counting {
  private static final Topic CHANGES = new Topic("tables.counts");
  private static final Logger log = LoggerFactory.getLogger(Counting.class);

  /** Changes that are added up in one transaction. */
  private static final int PAGE = 5_000;

  private final Engine engine;

  Counting(Engine engine) {
    this.engine = engine;
  }

  /** Emits how a write changes counts; to be called before the rows are written. */
  static void written(
      Transaction transaction, TableDefinition table, @Nullable Item before, @Nullable Item after) {
    CountChange change = CountChange.of(table.number());
    long bytesOfTable = size(after) - size(before);
    change.add(0, one(after) - one(before), bytesOfTable);
    long bytesOfCollection = bytesOfTable;
    boolean hasCollections = false;
    for (IndexDefinition index : table.schema().kept()) {
      Key old = entry(table, index, before);
      Key now = entry(table, index, after);
      boolean was = old != null && isThere(transaction, index, old);
      boolean is = now != null && (was || !Objects.equals(now, old));
      KeySchema key = table.schema().key();
      long bytesBefore = was && before != null ? index.sizeOf(before, key) : 0;
      long bytesAfter = is && after != null ? index.sizeOf(after, key) : 0;
      change.add(index.number(), (is ? 1 : 0) - (was ? 1 : 0), bytesAfter - bytesBefore);
      if (!index.global()) {
        hasCollections = true;
        bytesOfCollection += bytesAfter - bytesBefore;
      }
    }
    Item some = after == null ? before : after;
    if (hasCollections && some != null) {
      change.add(RowKeys.collection(table, some), bytesOfCollection);
    }
    emit(transaction, change);
  }

  /** Only while an index is being built may an item lack its entry. */
  private static boolean isThere(Transaction transaction, IndexDefinition index, Key entry) {
    return index.stage() != IndexDefinition.Stage.BUILDING || transaction.get(entry) != null;
  }

  /** Emits how items that are about to get their entries change the counts of an index. */
  static void filled(
      Transaction transaction, TableDefinition table, IndexDefinition index, List<Item> items) {
    CountChange change = CountChange.of(table.number());
    for (Item item : items) {
      Key entry = entry(table, index, item);
      if (entry != null && transaction.get(entry) == null) {
        change.add(index.number(), 1, index.sizeOf(item, table.schema().key()));
      }
    }
    emit(transaction, change);
  }

  private static void emit(Transaction transaction, CountChange change) {
    if (!change.isEmpty()) {
      transaction.emit(CHANGES, change.encode());
    }
  }

  private static @Nullable Key entry(
      TableDefinition table, IndexDefinition index, @Nullable Item item) {
    return item == null || !index.key().isIn(item) ? null : RowKeys.entry(table, index, item);
  }

  private static long one(@Nullable Item item) {
    return item == null ? 0 : 1;
  }

  private static long size(@Nullable Item item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  /** Begins the counts of a new table. */
  static void begin(Transaction transaction, long table) {
    transaction.put(RowKeys.counts(table), CountChange.of(table).encode());
  }

  /** Ends the counts of a table that is deleted. */
  static void end(Transaction transaction, long table) {
    transaction.delete(RowKeys.counts(table));
  }

  /**
   * Ends the counts of indexes that a table has no more. What is added up later for the last of
   * them goes with the next.
   */
  static void keepOnly(Transaction transaction, TableDefinition table) {
    Key row = RowKeys.counts(table.number());
    byte[] kept = transaction.get(row);
    if (kept != null) {
      CountChange counts = CountChange.decode(kept);
      counts.parts().keySet().removeIf(part -> part != 0 && !hasIndex(table, part));
      transaction.put(row, counts.encode());
    }
  }

  private static boolean hasIndex(TableDefinition table, int number) {
    return table.schema().indexes().stream().anyMatch(index -> index.number() == number);
  }

  /** The counts of a table as far as they were added up: its own under 0, and its indexes'. */
  Map<Integer, CountChange.Counts> of(long table) {
    byte[] kept = engine.get(RowKeys.counts(table));
    return kept == null ? Map.of() : CountChange.decode(kept).parts();
  }

  /**
   * Adds up all changes that are committed when this is called, whatever others write meanwhile.
   */
  void catchUp() {
    Position newest = engine.feed().newest();
    while (!addUp() && place().compareTo(newest) < 0) {
      // Each round adds up a page, or finds that somebody else has.
    }
  }

  private Position place() {
    byte[] kept = engine.get(RowKeys.COUNTED);
    return kept == null ? Position.START : position(kept);
  }

  /** Adds up some of the changes that there are; true when there are none left. */
  boolean addUp() {
    byte[] kept = engine.get(RowKeys.COUNTED);
    Position from = kept == null ? Position.START : position(kept);
    boolean forgotten = false;
    FeedPage page;
    try {
      page = engine.feed().follow(CHANGES, from, PAGE);
    } catch (EngineException.TooOld e) {
      log.warn(
          "the feed begins behind the place up to which items were counted: what was between is"
              + " lost to the counts, unless the rows come from elsewhere, where it was counted");
      forgotten = true;
      page = engine.feed().follow(CHANGES, engine.feed().oldest(), PAGE);
    }
    Position next = page.next();
    if (page.entries().isEmpty()) {
      // The place moves on by itself only so often that it is never too old.
      if (kept == null || forgotten || isFar(from, next)) {
        engine.write(transaction -> move(transaction, kept, next));
      }
      return page.caughtUp();
    }
    CountSums counted = CountSums.of(page);
    engine.write(
        transaction -> {
          if (move(transaction, kept, counted.next())) {
            counted.sums().forEach(sum -> addOrLeave(transaction, sum));
          }
        });
    return counted.all() && page.caughtUp();
  }

  /** Adds up for a table, unless its counts cannot be kept: they stay behind, and no others. */
  private static void addOrLeave(Transaction transaction, CountChange sum) {
    try {
      add(transaction, sum);
    } catch (EngineException.Corrupt | EngineException.TooLarge e) {
      log.warn("changes of table {} are lost to its counts: {}", sum.table(), e.getMessage());
    }
  }

  private static boolean isFar(Position from, Position to) {
    return to.stamp().number() - from.stamp().number() > PAGE;
  }

  /** Moves the place in the feed, unless somebody else has done so since it was read. */
  private static boolean move(Transaction transaction, byte @Nullable [] from, Position to) {
    byte[] now = transaction.get(RowKeys.COUNTED);
    if (!Arrays.equals(now, from)) {
      return false;
    }
    ByteBuffer octets = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    octets.putLong(to.stamp().number()).putInt(to.index());
    transaction.put(RowKeys.COUNTED, octets.array());
    return true;
  }

  private static Position position(byte[] kept) {
    ByteBuffer octets = ByteBuffer.wrap(kept);
    return new Position(new Stamp(octets.getLong()), octets.getInt());
  }

  private static void add(Transaction transaction, CountChange sum) {
    Key row = RowKeys.counts(sum.table());
    byte[] kept = transaction.get(row);
    if (kept != null) {
      CountChange counts = CountChange.decode(kept);
      sum.parts().forEach((part, more) -> counts.add(part, more.items(), more.bytes()));
      transaction.put(row, counts.encode());
      sum.collections().forEach((collection, more) -> add(transaction, collection, more));
    }
  }

  private static void add(Transaction transaction, Key collection, long more) {
    byte[] kept = transaction.get(collection);
    long bytes = (kept == null ? 0 : ByteBuffer.wrap(kept).getLong()) + more;
    if (bytes <= 0) {
      transaction.delete(collection);
    } else {
      transaction.put(collection, ByteBuffer.allocate(Long.BYTES).putLong(bytes).array());
    }
  }

  /**
   * How large the collection of an item is with its local indexes, in bytes, as far as added up.
   */
  long ofCollection(TableDefinition table, Item key) {
    byte[] kept = engine.get(RowKeys.collection(table, key));
    return kept == null ? 0 : ByteBuffer.wrap(kept).getLong();
  }
}
