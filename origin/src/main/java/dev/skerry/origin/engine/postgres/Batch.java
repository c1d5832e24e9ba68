package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.driver.Pending;
import dev.skerry.origin.engine.driver.WriteSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that are committed together, as what they leave behind: ranges removed, then the
 * last thing that any of them did to a key. For the committer alone.
 */
final class Batch {
  static final int TOKEN_BYTES = 16;

  /** Entries with their places, as columns. */
  static final class Entries {
    final List<byte[]> topics = new ArrayList<>();
    final List<Long> stamps = new ArrayList<>();
    final List<Integer> places = new ArrayList<>();
    final List<byte[]> octets = new ArrayList<>();

    boolean isEmpty() {
      return topics.isEmpty();
    }

    private void add(byte[] topic, long stamp, int place, byte[] entry) {
      topics.add(topic);
      stamps.add(stamp);
      places.add(place);
      octets.add(entry);
    }
  }

  private final Turn turn;
  private final List<Pending> members = new ArrayList<>();
  private final List<Range> removed = new ArrayList<>();
  private final TreeMap<Key, WriteSet.Write> rows = new TreeMap<>();
  private final Entries entries = new Entries();
  private final Map<Topic, byte[]> topics = new LinkedHashMap<>();
  private long emitted;

  Batch(Turn turn) {
    this.turn = turn;
    this.emitted = turn.emitted();
  }

  Turn turn() {
    return turn;
  }

  /** The stamp of the last of them. */
  long last() {
    return turn.after() + members.size();
  }

  /** Octets of all entries, these among them. */
  long emitted() {
    return emitted;
  }

  List<Pending> members() {
    return members;
  }

  Set<Topic> topics() {
    return topics.keySet();
  }

  void add(Pending member) {
    members.add(member);
    member.stamped(last());
    WriteSet writes = member.writes();
    for (Range range : writes.removed()) {
      rows.subMap(range.from(), range.to()).clear();
      removed.add(range);
    }
    rows.putAll(writes.rows());
    int place = 0;
    for (WriteSet.Emitted entry : writes.entries()) {
      byte[] topic =
          topics.computeIfAbsent(
              entry.topic(), name -> name.name().getBytes(StandardCharsets.UTF_8));
      entries.add(topic, last(), place++, entry.octets());
      emitted += entry.octets().length;
    }
  }

  List<Range> removed() {
    return removed;
  }

  Entries entries() {
    return entries;
  }

  byte[][] topicNames() {
    return topics.values().toArray(byte[][]::new);
  }

  /** The keys that get a value, and those values in the same order. */
  byte[][][] put() {
    List<byte[]> keys = new ArrayList<>(rows.size());
    List<byte[]> values = new ArrayList<>(rows.size());
    rows.forEach(
        (key, write) -> {
          byte @Nullable [] value = write.value();
          if (value != null) {
            keys.add(key.octets());
            values.add(value);
          }
        });
    return new byte[][][] {keys.toArray(byte[][]::new), values.toArray(byte[][]::new)};
  }

  /** The keys whose rows are removed. */
  byte[][] deleted() {
    return rows.entrySet().stream()
        .filter(row -> row.getValue().value() == null)
        .map(row -> row.getKey().octets())
        .toArray(byte[][]::new);
  }

  byte[] changes() {
    return new Changes(rows.keySet(), removed).toBytes();
  }

  byte[] tokens() {
    ByteBuffer octets = ByteBuffer.allocate(members.size() * TOKEN_BYTES);
    members.forEach(member -> octets.put(octets(member.token().id())));
    return octets.array();
  }

  static byte[] octets(UUID id) {
    return ByteBuffer.allocate(TOKEN_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
