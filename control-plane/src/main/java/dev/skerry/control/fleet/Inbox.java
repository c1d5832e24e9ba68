package dev.skerry.control.fleet;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Has calls of one edge done one after the other, in the order in which they came, and those of
 * several at once, each on a virtual thread. May be used by any thread.
 */
final class Inbox {
  /** Calls of one edge that wait. */
  private static final int MOST_WAITING = 64;

  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  /**
   * Takes a call.
   *
   * @param of whose it is
   * @return false if there are too many
   */
  boolean offer(String of, Runnable call) {
    synchronized (waiting) {
      Queue<Runnable> known = waiting.get(of);
      if (known != null) {
        return known.size() < MOST_WAITING && known.add(call);
      }
      Queue<Runnable> first = new ArrayDeque<>();
      first.add(call);
      waiting.put(of, first);
    }
    Thread.startVirtualThread(() -> work(of));
    return true;
  }

  private void work(String of) {
    for (Runnable call = next(of); call != null; call = next(of)) {
      call.run();
    }
  }

  private @Nullable Runnable next(String of) {
    synchronized (waiting) {
      Queue<Runnable> known = waiting.get(of);
      Runnable call = known == null ? null : known.poll();
      if (call == null) {
        waiting.remove(of);
      }
      return call;
    }
  }
}
