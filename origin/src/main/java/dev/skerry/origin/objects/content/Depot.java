package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the octets of larger contents, as they are when they are encrypted: the one seam below
 * contents. May be used by any thread; blocks.
 *
 * <p>What is here and has no row is an orphan; a row is written only when its content is here for
 * good, and removed before it is. Throws {@link ContentException} FULL, FAILED, BUSY or UNREACHABLE
 * where it cannot do what it is asked, DAMAGED where what should be here is not.
 */
interface Depot extends AutoCloseable {
  /**
   * Begins to receive a content.
   *
   * @return to be closed
   * @throws IOException as for {@link Deposit#write}
   */
  Deposit begin(ContentId id) throws IOException;

  /** Takes part in the transaction that writes the row of a content that was received. */
  void settle(Transaction transaction, ContentId id);

  /** Removes a content that was received and to which no row will ever refer; or later, if not. */
  void discard(ContentId id, Kept place);

  /** Leaves a content of which nobody knows whether a row refers to it, to be looked at later. */
  void leave();

  /**
   * Octets of a content as they are kept.
   *
   * @param count at most so many; fewer where the content ends before
   * @return to be closed; its errors are those of the depot
   */
  InputStream stream(ContentId id, Kept place, long from, long count);

  /** Octets of a content that is kept as it was received. */
  default PlaceExtents extents(ContentId id, Kept place, long from, long count) {
    return new StreamExtents(stream(id, place, from, count), count);
  }

  /**
   * Removes contents that have no rows any more, each if it is there.
   *
   * @throws IOException when nothing can be removed now
   */
  Removed remove(Map<ContentId, Kept> contents) throws IOException;

  /**
   * What was removed.
   *
   * @param done for good
   * @param failure why single others were not; null where all were
   */
  record Removed(Set<ContentId> done, @Nullable IOException failure) {}

  /** Looks for what has no row. */
  Orphans orphans();

  /** What the clock shows that all who share the depot go by; always 0 where it is one alone. */
  long tick(Reads reads);

  /**
   * How many ticks a content stays when nothing refers to it any more, for those who read it in
   * other processes; 0 where there are none.
   */
  long linger();

  /** Ends what is asked of other services at once: whoever waits for them fails, now and later. */
  void cut();

  /** Nobody receives or takes contents any more. */
  @Override
  void close();
}
