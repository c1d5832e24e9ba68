package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;

/**
 * A content that stays readable until this is closed, whatever becomes of what referred to it. May
 * be used by any thread.
 */
public final class OpenContent implements AutoCloseable {
  private final Engine engine;
  private final Depot depot;
  private final DataKeys keys;
  private final ContentId id;
  private final ContentRow row;
  private final Runnable unpin;

  OpenContent(
      Engine engine, Depot depot, DataKeys keys, ContentId id, ContentRow row, Runnable unpin) {
    this.engine = engine;
    this.depot = depot;
    this.keys = keys;
    this.id = id;
    this.row = row;
    this.unpin = unpin;
  }

  /** Its name. */
  public ContentId id() {
    return id;
  }

  /** How many octets it has. */
  public long length() {
    return row.length();
  }

  ContentRow row() {
    return row;
  }

  /**
   * A part of it.
   *
   * @param sealing the customer's key where it was sealed under one; otherwise not looked at
   * @return to be closed before this
   * @throws ContentException as {@link Extents#next}
   */
  public Extents range(long offset, long length, Sealing sealing) {
    if (offset < 0 || length < 0 || offset + length > row.length()) {
      throw new IllegalArgumentException(
          "%d octets from %d on, of a content of %d".formatted(length, offset, row.length()));
    }
    Extents extents = new Extents(engine, depot, keys, sealing);
    try {
      extents.add(id, row, offset, length);
      extents.begin();
      return extents;
    } catch (RuntimeException e) {
      extents.close();
      throw e;
    }
  }

  /** Lets it be removed when nothing refers to it. May be called more than once. */
  @Override
  public void close() {
    unpin.run();
  }
}
