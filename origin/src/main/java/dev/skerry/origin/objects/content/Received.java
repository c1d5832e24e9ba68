package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentRow.InFile;
import org.jspecify.annotations.Nullable;

/**
 * A content that is on the disk, or small and in memory, and to which nothing refers yet. To be
 * closed, which removes it if no transaction took it. Used by one thread at a time.
 */
public final class Received implements AutoCloseable {
  private final ContentId id;
  private final ContentRow row;
  private final @Nullable ContentFiles files;
  private boolean kept;

  /** A content and, if it is in a file, who removes that. */
  Received(ContentId id, ContentRow row, @Nullable ContentFiles files) {
    this.id = id;
    this.row = row;
    this.files = files;
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

  /** Leaves it, for a row refers to it. */
  void keep() {
    kept = true;
  }

  /** Leaves it, for nobody knows whether a row refers to it: the next start will. */
  void leave() {
    kept = true;
    if (files != null) {
      files.abandon();
    }
  }

  /** Removes it if nothing refers to it. */
  @Override
  public void close() {
    if (!kept && files != null && row.place() instanceof InFile place) {
      files.discard(id, place);
    }
    kept = true;
  }
}
