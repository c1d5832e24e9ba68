package dev.skerry.edge.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Segments that were dropped while something of them was being sent: they have no name any more,
 * but a descriptor and their space, until the last response is through.
 *
 * <p>When they take too much, the oldest are cut short, and who still sends from them breaks off:
 * so viewers who take long do not hold more of the disk than was agreed. Changed by the writer's
 * thread only.
 */
final class HeldSegments {
  private record Held(SegmentFile file, AtomicLong bytes) {}

  private final long mostBytes;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger segments = new AtomicInteger();

  /**
   * None at first.
   *
   * @param mostBytes what they may take together
   */
  HeldSegments(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Drops a segment that belongs to the log no more; whatever is thrown, it is dropped then.
   *
   * @throws IOException if its file keeps its name, or one cannot be cut
   */
  void drop(SegmentFile file, long itsBytes) throws IOException {
    AtomicLong left = new AtomicLong(itsBytes);
    bytes.addAndGet(itsBytes);
    segments.incrementAndGet();
    Runnable closed =
        () -> {
          bytes.addAndGet(-left.getAndSet(0));
          segments.decrementAndGet();
        };
    try {
      var _ = file.drop(closed);
    } finally {
      // Also where it keeps its name: who sends from it holds its space.
      held.add(new Held(file, left));
      cutOldest();
    }
  }

  private void cutOldest() throws IOException {
    held.removeIf(next -> next.file().refCnt() == 0);
    while (bytes.get() > mostBytes && !held.isEmpty()) {
      Held oldest = held.remove();
      oldest.file().cut();
      bytes.addAndGet(-oldest.bytes().getAndSet(0));
    }
  }

  /** What they take. */
  long bytes() {
    return bytes.get();
  }

  /** How many there are, those that were cut included. */
  int segments() {
    return segments.get();
  }
}
