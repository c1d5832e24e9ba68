package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import org.jspecify.annotations.Nullable;

/**
 * A content that is in its depot, or small and in memory, and to which nothing refers yet. To be
 * closed, which removes it if no transaction took it. Used by one thread at a time.
 */
public final class Received implements AutoCloseable {
  private final ContentId id;
  private final ContentRow row;
  private final @Nullable Depot depot;
  private boolean kept;

  /** A content and, if it is not to be in its row, where it is. */
  Received(ContentId id, ContentRow row, @Nullable Depot depot) {
    this.id = id;
    this.row = row;
    this.depot = depot;
  }

  /** Its name. */
  public ContentId id() {
    return id;
  }

  /** How many octets were received. */
  public long length() {
    return row.length();
  }

  ContentRow row() {
    return row;
  }

  /** Takes part in the transaction that writes its row. */
  void settle(Transaction transaction) {
    if (depot != null) {
      depot.settle(transaction, id);
    }
  }

  /** Leaves it, for a row refers to it. */
  void keep() {
    kept = true;
  }

  /** Leaves it, for nobody knows whether a row refers to it: it is looked at later. */
  void leave() {
    kept = true;
    if (depot != null) {
      depot.leave();
    }
  }

  /** Removes it if nothing refers to it. */
  @Override
  public void close() {
    if (!kept && depot != null && row.place() instanceof Kept place) {
      depot.discard(id, place);
    }
    kept = true;
  }
}
