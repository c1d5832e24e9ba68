package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.driver.Pending;
import dev.skerry.origin.engine.driver.WriteSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Transactions that are committed together: one batch for all, and in it a record of their tokens,
 * by which each finds out later whether the batch was written. For the committer alone.
 */
final class Group implements AutoCloseable {
  private static final int TOKEN_BYTES = 16;
  private static final int RESERVED_BYTES = 16 << 10;

  private final Store store;
  private final long millis;
  private final WriteBatch batch = new WriteBatch(RESERVED_BYTES);
  private final List<Pending> members = new ArrayList<>();
  private final Map<Topic, byte[]> topics = new HashMap<>();

  /**
   * Begins.
   *
   * @param millis by the clock
   */
  Group(Store store, long millis) {
    this.store = store;
    this.millis = millis;
  }

  List<Pending> members() {
    return members;
  }

  Set<Topic> topics() {
    return topics.keySet();
  }

  WriteBatch batch() {
    return batch;
  }

  void add(Pending member, long stamp) throws RocksDBException {
    WriteSet writes = member.writes();
    for (Range range : writes.removed()) {
      batch.deleteRange(store.rows(), range.from().octets(), range.to().octets());
    }
    for (Map.Entry<Key, WriteSet.Write> row : writes.rows().entrySet()) {
      byte[] value = row.getValue().value();
      if (value == null) {
        batch.delete(store.rows(), row.getKey().octets());
      } else {
        batch.put(store.rows(), row.getKey().octets(), value);
      }
    }
    int index = 0;
    for (WriteSet.Emitted entry : writes.entries()) {
      byte[] topic = topics.computeIfAbsent(entry.topic(), LogKeys::topic);
      batch.put(store.log(), LogKeys.entry(topic, stamp, index++), timed(entry.octets()));
    }
    members.add(member);
    member.stamped(stamp);
  }

  private byte[] timed(byte[] octets) {
    return ByteBuffer.allocate(Long.BYTES + octets.length).putLong(millis).put(octets).array();
  }

  /** Adds the record of who is in it. */
  void seal(long lastStamp) throws RocksDBException {
    ByteBuffer record = ByteBuffer.allocate(Long.BYTES + members.size() * TOKEN_BYTES);
    record.putLong(millis);
    for (Pending member : members) {
      UUID id = member.token().id();
      record.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    batch.put(store.log(), LogKeys.group(lastStamp), record.array());
  }

  /** The stamp that a group's record tells of a token; null if it is not among them. */
  static @Nullable Long stampOf(Row record, UUID token) {
    ByteBuffer value = ByteBuffer.wrap(record.value());
    for (int at = Long.BYTES; at < value.capacity(); at += TOKEN_BYTES) {
      if (value.getLong(at) == token.getMostSignificantBits()
          && value.getLong(at + Long.BYTES) == token.getLeastSignificantBits()) {
        return firstStamp(record) + (at - Long.BYTES) / TOKEN_BYTES;
      }
    }
    return null;
  }

  /** The stamp of the first in a group, whose stamps follow each other. */
  static long firstStamp(Row record) {
    return LogKeys.number(record.key()) - (record.value().length - Long.BYTES) / TOKEN_BYTES + 1;
  }

  static long millisOf(Row record) {
    return ByteBuffer.wrap(record.value()).getLong();
  }

  @Override
  public void close() {
    batch.close();
  }
}
