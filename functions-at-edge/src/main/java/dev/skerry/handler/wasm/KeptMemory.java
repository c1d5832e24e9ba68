package dev.skerry.handler.wasm;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * The memory that guests of one module keep between calls, all together. Guests that nobody has any
 * more do not count. Safe for any thread.
 */
final class KeptMemory {
  private static final long MOST_OCTETS = 64L << 20;

  // guarded by this
  private final Map<Guest, Long> octets = new WeakHashMap<>();

  /**
   * Whether a guest may be kept, and counts from now on.
   *
   * @param most the octets that it takes at most between two calls
   */
  synchronized boolean add(Guest guest, long most) {
    long sum = most;
    for (long each : octets.values()) {
      sum += each;
    }
    if (sum > MOST_OCTETS) {
      return false;
    }
    octets.put(guest, most);
    return true;
  }
}
