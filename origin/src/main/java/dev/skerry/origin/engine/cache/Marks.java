package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Key;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which keys may be being written, by parts of the space of their hashes. Any thread.
 *
 * <p>Each part has one number: how many writers it has, and above that how often this changed. So
 * who sees the same number without writers at two moments knows that nobody began between them.
 */
final class Marks {
  static final int PARTS = 1 << 12;
  private static final int WRITER_BITS = 24;
  private static final long WRITERS = (1L << WRITER_BITS) - 1;
  private static final long CHANGE = 1L << WRITER_BITS;

  private final AtomicLongArray parts = new AtomicLongArray(PARTS);

  static int part(Key key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (PARTS - 1);
  }

  long state(int part) {
    return parts.get(part);
  }

  static boolean hasWriters(long state) {
    return (state & WRITERS) != 0;
  }

  void begin(int part) {
    parts.addAndGet(part, CHANGE + 1);
  }

  void end(int part) {
    parts.addAndGet(part, CHANGE - 1);
  }
}
