package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.Item;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the octets are of an item that is too large for its row: in chunks under a name of their
 * own, written once and never altered. The item's row refers to it, and so do changes in the feed:
 * it is there until the last of them is forgotten.
 *
 * @param table the number of the table
 * @param chunks how many, at least one
 */
record LargeImage(long table, UUID id, int chunks) {
  /** What {@link #toBytes} has, after the number of the table. */
  private static final int ID_BYTES = 2 * Long.BYTES;

  /** Writes an item's octets under a new name. */
  static LargeImage put(Transaction transaction, long table, byte[] octets) {
    int chunks = Math.ceilDiv(octets.length, Limits.VALUE_BYTES);
    LargeImage image = new LargeImage(table, UUID.randomUUID(), chunks);
    for (int i = 0; i < chunks; i++) {
      int from = i * Limits.VALUE_BYTES;
      int to = Math.min(octets.length, from + Limits.VALUE_BYTES);
      transaction.put(image.chunk(i), Arrays.copyOfRange(octets, from, to));
    }
    return image;
  }

  /** The item, or null when it is there no more. */
  @Nullable Item read(Reads reads) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(chunks * Limits.VALUE_BYTES);
    for (byte @Nullable [] part : reads.getAll(keys())) {
      if (part == null) {
        return null;
      }
      octets.writeBytes(part);
    }
    return ItemCodec.decode(octets.toByteArray());
  }

  /** Removes it at once: nothing refers to it. */
  void remove(Transaction transaction) {
    keys().forEach(transaction::delete);
  }

  private List<Key> keys() {
    List<Key> keys = new ArrayList<>(chunks);
    for (int i = 0; i < chunks; i++) {
      keys.add(chunk(i));
    }
    return keys;
  }

  private Key chunk(int number) {
    return RowKeys.chunk(table, id, number);
  }

  /** How it is referred to where the table is known. */
  byte[] toBytes() {
    return ByteBuffer.allocate(1 + ID_BYTES)
        .put((byte) chunks)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static LargeImage of(long table, ByteBuffer octets) {
    int chunks = octets.get();
    return new LargeImage(table, new UUID(octets.getLong(), octets.getLong()), chunks);
  }
}
