package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a transaction has read, and must be as it was when it is committed. */
public final class ReadSet {
  private final Set<Key> keys = new HashSet<>();
  private final List<Range> ranges = new ArrayList<>();

  /** Keys that were read, whether or not there was a row. */
  public Set<Key> keys() {
    return keys;
  }

  /** Ranges that were read, the gaps between rows included. */
  public List<Range> ranges() {
    return ranges;
  }

  boolean has(Key key) {
    return keys.contains(key);
  }

  void add(Key key) {
    keys.add(key);
  }

  void add(Range range) {
    if (!range.isEmpty()) {
      ranges.add(range);
    }
  }
}
