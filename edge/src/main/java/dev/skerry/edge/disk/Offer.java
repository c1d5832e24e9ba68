package dev.skerry.edge.disk;

import org.jspecify.annotations.Nullable;

/** Something that is to be written, and holds what it is made of until it is closed. */
interface Offer {
  RecordKey key();

  /** The key's {@linkplain Removals#ofVariant removals} when it was offered. */
  int removals();

  /**
   * Whether an older record of its key and variant may be on the disk: then one of the two must be
   * written, this or the removal of that.
   */
  boolean supersedes();

  /** Bytes that it holds, about. */
  long bytes();

  /**
   * The record to be written, or null if it need not be any more. Called by the writer's thread.
   */
  @Nullable Draft draft();

  /** Gives up what it holds. Called once, written or not. */
  void close();
}
