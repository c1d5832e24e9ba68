package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction wants written: first ranges are removed, then rows put and removed, then
 * entries emitted.
 */
public final class WriteSet {
  /** What becomes of one key. */
  public static final class Write {
    private static final Write REMOVED = new Write(null);

    private final byte @Nullable [] value;

    private Write(byte @Nullable [] value) {
      this.value = value;
    }

    /** What is put; null when its row is removed. */
    public byte @Nullable [] value() {
      return value;
    }
  }

  /** Something for the feed. */
  public static final class Emitted {
    private final Topic topic;
    private final byte[] octets;

    private Emitted(Topic topic, byte[] octets) {
      this.topic = topic;
      this.octets = octets;
    }

    /** Where. */
    public Topic topic() {
      return topic;
    }

    /** What. */
    public byte[] octets() {
      return octets;
    }
  }

  private final TreeMap<Key, Write> rows = new TreeMap<>();
  private final List<Range> removed = new ArrayList<>();
  private final List<Emitted> entries = new ArrayList<>();
  private long bytes;

  /** Rows put and removed, by key. */
  public NavigableMap<Key, Write> rows() {
    return rows;
  }

  /** Ranges removed before any of the rows are put. */
  public List<Range> removed() {
    return removed;
  }

  /** Entries in the order in which they were emitted. */
  public List<Emitted> entries() {
    return entries;
  }

  /** About how many octets there are to write. */
  public long bytes() {
    return bytes;
  }

  /** Whether it adds something: only then it takes room. */
  public boolean adds() {
    return !entries.isEmpty() || rows.values().stream().anyMatch(write -> write.value() != null);
  }

  /** Whether nothing is to be written. */
  public boolean isEmpty() {
    return rows.isEmpty() && removed.isEmpty() && entries.isEmpty();
  }

  void put(Key key, byte[] value) {
    bytes += key.length() + value.length + Limits.ENTRY_BYTES;
    rows.put(key, new Write(value));
  }

  void delete(Key key) {
    bytes += key.length() + Limits.ENTRY_BYTES;
    rows.put(key, Write.REMOVED);
  }

  void delete(Range range) {
    rows.subMap(range.from(), range.to()).clear();
    bytes += range.from().length() + range.to().length() + Limits.ENTRY_BYTES;
    removed.add(range);
  }

  void emit(Topic topic, byte[] octets) {
    bytes += topic.name().length() + octets.length + Limits.ENTRY_BYTES;
    entries.add(new Emitted(topic, octets));
  }

  /** What it makes of a key; null when it leaves it alone. */
  @Nullable Write of(Key key) {
    Write write = rows.get(key);
    return write == null && inRemoved(key) ? Write.REMOVED : write;
  }

  private boolean inRemoved(Key key) {
    for (Range range : removed) {
      if (range.contains(key)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it changes anything in a range. */
  boolean touches(Range range) {
    for (Range gone : removed) {
      if (gone.meets(range)) {
        return true;
      }
    }
    Key first = rows.ceilingKey(range.from());
    return first != null && range.contains(first);
  }
}
