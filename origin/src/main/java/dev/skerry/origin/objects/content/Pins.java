package dev.skerry.origin.objects.content;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Who reads which contents now, so that none is removed meanwhile. May be used by any thread.
 *
 * <p>A content is either read by some, or being removed by one, or neither.
 */
final class Pins {
  private static final Integer REMOVING = -1;

  private final ConcurrentHashMap<ContentId, Integer> readers = new ConcurrentHashMap<>();

  /** Keeps a content from being removed, once more; false when it is being removed. */
  boolean pin(ContentId id) {
    return readers.compute(
            id, (_, count) -> count == null ? 1 : count.equals(REMOVING) ? REMOVING : count + 1)
        > 0;
  }

  /** Takes one pin back. */
  void unpin(ContentId id) {
    readers.computeIfPresent(id, (_, count) -> count <= 1 ? null : count - 1);
  }

  /** Lets nobody begin to read a content; false when somebody reads it. */
  boolean claim(ContentId id) {
    return readers.putIfAbsent(id, REMOVING) == null;
  }

  /** Ends a claim. */
  void unclaim(ContentId id) {
    readers.remove(id, REMOVING);
  }
}
