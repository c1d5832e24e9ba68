package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the {@link Archive}: versions of items, and the commits that were the last of their
 * seconds.
 */
final class PastRows {
  /** The value of a version in which there was no item. */
  static final byte[] NOTHING = {0};

  private PastRows() {}

  /** Keeps a version; how many octets it has that are not in the entry. */
  static int keep(Transaction transaction, Past.Version version, Position position) {
    byte[] value;
    int bytes = 0;
    switch (version.before()) {
      case Change.None none -> value = NOTHING;
      case Change.Inline(Item item) -> value = ItemRow.Small.of(ItemCodec.encode(item)).toBytes();
      case Change.Referred(LargeImage image) -> {
        Item item = image.read(transaction);
        if (item == null) {
          throw new EngineException.Corrupt("an image of a table's past lacks a chunk", null);
        }
        byte[] octets = ItemCodec.encode(item);
        bytes = octets.length;
        LargeImage own = LargeImage.put(transaction, version.table(), octets);
        value = new ItemRow.Large(own, false).toBytes();
      }
    }
    transaction.put(RowKeys.past(version.table(), version.place(), position), value);
    return bytes;
  }

  /** Notes that a commit was the last, so far, that changed a table up to a moment. */
  static void changed(Transaction transaction, long table, long millis, Stamp commit) {
    transaction.put(
        RowKeys.second(table, Math.ceilDiv(millis, 1_000L)),
        ByteBuffer.allocate(Long.BYTES).putLong(commit.number()).array());
  }

  /** The last commit that changed a table up to a second, or null where none is known. */
  static @Nullable Stamp lastUpTo(Reads reads, long table, long second) {
    Range range = new Range(RowKeys.seconds(table), RowKeys.second(table, second).next());
    return reads.scan(Scan.of(range).inReverse().upTo(1)).rows().stream()
        .map(row -> new Stamp(ByteBuffer.wrap(row.value()).getLong()))
        .findFirst()
        .orElse(null);
  }
}
