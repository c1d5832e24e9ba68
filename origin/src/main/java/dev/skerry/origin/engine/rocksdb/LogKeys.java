package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of the engine's own records. All numbers are big-endian, so that they are in order.
 *
 * <pre>
 * 'f' format                                  the layout's version
 * 'o' oldest                                  up to which stamp the feed has been trimmed
 * 'e' length(topic) topic stamp(8) index(4)   an entry: committed at in ms (8), octets
 * 'g' stamp(8) of its last commit             a group: committed at in ms (8), tokens (16 each)
 * 't' minute(8)                               a minute: the last commit before it (8)
 * </pre>
 */
final class LogKeys {
  static final byte[] FORMAT = {'f'};
  static final byte[] OLDEST = {'o'};
  static final Range ENTRIES = Range.prefix(Key.of("e"));
  static final Range GROUPS = Range.prefix(Key.of("g"));
  static final Range MINUTES = Range.prefix(Key.of("t"));

  private LogKeys() {}

  /** What all entries of a topic begin with. */
  static byte[] topic(Topic topic) {
    byte[] name = topic.name().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + name.length)
        .put((byte) 'e')
        .put((byte) name.length)
        .put(name)
        .array();
  }

  /** What all entries of the topic begin with whose entry has this key. */
  static Key topicOf(Key entry) {
    byte[] octets = entry.octets();
    return Key.of(Arrays.copyOf(octets, 2 + (octets[1] & 0xFF)));
  }

  static byte[] entry(byte[] topic, long stamp, int index) {
    return ByteBuffer.allocate(topic.length + 12).put(topic).putLong(stamp).putInt(index).array();
  }

  /** The entries of a topic after a position. */
  static Range after(Topic topic, Position position) {
    byte[] prefix = topic(topic);
    Key at = Key.wrap(entry(prefix, position.stamp().number(), position.index()));
    return new Range(at.next(), Key.wrap(prefix).afterPrefix());
  }

  /** The entries of a topic, by what they begin with, up to a stamp. */
  static Range upTo(Key topic, long stamp) {
    return new Range(topic, Key.wrap(entry(topic.octets(), stamp, Integer.MAX_VALUE)).next());
  }

  static Position position(Key entry) {
    ByteBuffer octets = ByteBuffer.wrap(entry.octets());
    int at = entry.length() - 12;
    return new Position(new Stamp(octets.getLong(at)), octets.getInt(at + 8));
  }

  static byte[] group(long lastStamp) {
    return number('g', lastStamp);
  }

  static byte[] minute(long minute) {
    return number('t', minute);
  }

  /** The number behind the first octet of a group's or a minute's key. */
  static long number(Key key) {
    return ByteBuffer.wrap(key.octets()).getLong(1);
  }

  private static byte[] number(char kind, long number) {
    return ByteBuffer.allocate(9).put((byte) kind).putLong(number).array();
  }
}
