package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By how much a write changed the counts of a table and of its indexes.
 *
 * @param table the number of the table
 * @param parts the table under 0 and indexes under their numbers; those that are not changed are
 *     left out
 * @param collections by how many bytes item collections changed, by their rows; of tables with
 *     local indexes only
 */
record CountChange(long table, Map<Integer, Counts> parts, Map<Key, Long> collections) {
  /** Items and bytes, or by how many there are more. */
  record Counts(long items, long bytes) {
    Counts plus(Counts other) {
      return new Counts(items + other.items, bytes + other.bytes);
    }
  }

  private static final int PART_BYTES = Integer.BYTES + 2 * Long.BYTES;

  /** A change of nothing yet. */
  static CountChange of(long table) {
    return new CountChange(table, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** Whether nothing is changed. */
  boolean isEmpty() {
    return parts.isEmpty() && collections.isEmpty();
  }

  /** Adds what a part has more. */
  void add(int part, long items, long bytes) {
    if (items != 0 || bytes != 0) {
      parts.merge(part, new Counts(items, bytes), Counts::plus);
    }
  }

  /** Adds what an item collection has more. */
  void add(Key collection, long bytes) {
    if (bytes != 0) {
      collections.merge(collection, bytes, Long::sum);
    }
  }

  /** Adds another change of the same table. */
  void add(CountChange other) {
    other.parts.forEach((part, counts) -> parts.merge(part, counts, Counts::plus));
    other.collections.forEach(this::add);
  }

  byte[] encode() {
    int bytes = Long.BYTES + Integer.BYTES + parts.size() * PART_BYTES;
    for (Key row : collections.keySet()) {
      bytes += Integer.BYTES + row.length() + Long.BYTES;
    }
    ByteBuffer octets = ByteBuffer.allocate(bytes);
    octets.putLong(table).putInt(parts.size());
    parts.forEach(
        (part, counts) -> octets.putInt(part).putLong(counts.items).putLong(counts.bytes));
    collections.forEach((row, more) -> octets.putInt(row.length()).put(row.octets()).putLong(more));
    return octets.array();
  }

  static CountChange decode(byte[] octets) {
    try {
      ByteBuffer left = ByteBuffer.wrap(octets);
      CountChange change = of(left.getLong());
      for (int parts = left.getInt(); parts > 0; parts--) {
        change.add(left.getInt(), left.getLong(), left.getLong());
      }
      while (left.hasRemaining()) {
        byte[] row = new byte[left.getInt()];
        left.get(row);
        change.add(Key.wrap(row), left.getLong());
      }
      return change;
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new EngineException.Corrupt("counts of a table cannot be read", e);
    }
  }
}
