package dev.skerry.edge.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory of all that is stored, on the heap and of its contents beside it, in bytes.
 *
 * <p>A response counts from within the change of the index that puts it in to within the one that
 * takes it out, or until just after that; what replaces another does so in one step. So no reader
 * sees less than nothing, or content twice that one response has taken over from another. Each of
 * the two sums is true in itself; read one after the other they may be of different moments. Safe
 * for any thread.
 */
final class StoredBytes {
  private final AtomicLong heap = new AtomicLong();
  private final AtomicLong content = new AtomicLong();

  /**
   * Counts what comes, and no longer what goes.
   *
   * @param gone not released yet: after that their contents may be gone
   */
  void change(@Nullable StoredResponse came, List<StoredResponse> gone) {
    long heapBytes = came == null ? 0 : came.heapWeight();
    long contentBytes = came == null ? 0 : came.contentWeight();
    for (StoredResponse old : gone) {
      heapBytes -= old.heapWeight();
      contentBytes -= old.contentWeight();
    }
    heap.addAndGet(heapBytes);
    content.addAndGet(contentBytes);
  }

  /** What it costs on the heap. */
  long heap() {
    return heap.get();
  }

  /** What the contents take. */
  long content() {
    return content.get();
  }
}
