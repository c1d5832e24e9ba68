package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Key;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as they were when a transaction began: as many as are worth their memory. One thread. */
final class KnownRows {
  private static final int BYTES_MAX = 64 << 10;

  private final Map<Key, byte @Nullable []> values = new HashMap<>();
  private int bytes;

  /** Whether it is known what there was under a key, or that there was nothing. */
  boolean has(Key key) {
    return values.containsKey(key);
  }

  /** What was under a key that is known; null for nothing. */
  byte @Nullable [] value(Key key) {
    return values.get(key);
  }

  /** Keeps a row, where there is room. */
  void add(Key key, byte @Nullable [] value) {
    int more = key.length() + (value == null ? 0 : value.length);
    if (more <= BYTES_MAX - bytes && !values.containsKey(key)) {
      values.put(key, value);
      bytes += more;
    }
  }
}
