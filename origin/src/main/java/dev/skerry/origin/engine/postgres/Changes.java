package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a group wrote, for the committers of other processes: the number of keys (4), each with its
 * length (4), and the number of ranges (4), each with its ends like keys.
 *
 * @param keys put and removed
 * @param ranges removed
 */
record Changes(Collection<Key> keys, Collection<Range> ranges) {
  static final Changes NONE = new Changes(List.of(), List.of());

  byte[] toBytes() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeInt(keys.size());
      for (Key key : keys) {
        write(out, key);
      }
      out.writeInt(ranges.size());
      for (Range range : ranges) {
        write(out, range.from());
        write(out, range.to());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }

  private static void write(DataOutputStream out, Key key) throws IOException {
    out.writeInt(key.length());
    out.write(key.octets());
  }

  static Changes of(byte[] octets) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      List<Key> keys = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        keys.add(key(in));
      }
      List<Range> ranges = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        Key from = key(in);
        ranges.add(new Range(from, key(in)));
      }
      return new Changes(keys, ranges);
    } catch (IOException e) {
      throw new EngineException.Corrupt("a commit's record ends before its changes do", e);
    }
  }

  private static Key key(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EngineException.Corrupt(
          "a commit's record has a key of " + length + " bytes", null);
    }
    return Key.wrap(in.readNBytes(length));
  }
}
