package dev.skerry.origin.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What an engine should be, in a sorted map. */
final class Twin {
  private final TreeMap<Key, byte[]> rows = new TreeMap<>();

  Twin copy() {
    Twin copy = new Twin();
    copy.rows.putAll(rows);
    return copy;
  }

  List<Row> rows() {
    return rows.entrySet().stream().map(row -> new Row(row.getKey(), row.getValue())).toList();
  }

  /** Does one random thing to both and compares what they answer. */
  void step(SplittableRandom random, Transaction transaction, String where) {
    Key key = key(random);
    switch (random.nextInt(6)) {
      case 0 -> assertThat(transaction.get(key)).as(where).isEqualTo(rows.get(key));
      case 1, 2 -> {
        byte[] value = new byte[random.nextInt(6)];
        random.nextBytes(value);
        transaction.put(key, value);
        rows.put(key, value);
      }
      case 3 -> {
        transaction.delete(key);
        rows.remove(key);
      }
      case 4 -> {
        Range range = range(random);
        if (random.nextInt(3) == 0) {
          transaction.delete(range);
          rows.subMap(range.from(), range.to()).clear();
        }
      }
      default -> {
        Scan scan =
            new Scan(
                range(random), random.nextBoolean(), 1 + random.nextInt(8), 1 + random.nextInt(40));
        assertThat(transaction.scan(scan)).as(where + ": " + scan).isEqualTo(scan(scan));
      }
    }
  }

  private Rows scan(Scan scan) {
    NavigableMap<Key, byte[]> part =
        rows.subMap(scan.range().from(), true, scan.range().to(), false);
    List<Row> found = new ArrayList<>();
    int bytes = 0;
    NavigableMap<Key, byte[]> ordered = scan.reversed() ? part.descendingMap() : part;
    for (Map.Entry<Key, byte[]> row : ordered.entrySet()) {
      found.add(new Row(row.getKey(), row.getValue()));
      bytes += row.getKey().length() + row.getValue().length;
      if (found.size() == scan.rows() || bytes >= scan.bytes()) {
        return Rows.upToLast(scan, found);
      }
    }
    return Rows.all(scan, found);
  }

  private static Range range(SplittableRandom random) {
    Key one = key(random);
    Key other = random.nextInt(8) == 0 ? Key.END : key(random);
    return one.compareTo(other) <= 0 ? new Range(one, other) : new Range(other, one);
  }

  private static Key key(SplittableRandom random) {
    byte[] octets = new byte[1 + random.nextInt(3)];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = new byte[] {0, 1, 'a', (byte) 0xFE}[random.nextInt(4)];
    }
    return Key.wrap(octets);
  }
}
