package dev.skerry.origin.objects;

import org.jspecify.annotations.Nullable;

/** What became of a deletion. */
public sealed interface Deleted {
  /**
   * It is done; also when there was nothing to delete.
   *
   * @param removed the version that was removed for good, or null
   * @param marker the delete marker that was written, or null
   */
  record Done(@Nullable Version removed, @Nullable DeleteMarker marker) implements Deleted {}

  /** It was refused, and nothing was changed. */
  record Refused(ObjectsException why) implements Deleted {}
}
