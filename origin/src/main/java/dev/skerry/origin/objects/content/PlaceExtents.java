package dev.skerry.origin.objects.content;

import org.jspecify.annotations.Nullable;

/** Octets of a content in one place, one extent after the other. Used by one thread at a time. */
interface PlaceExtents extends AutoCloseable {
  /** The next of them, or null at the end. */
  @Nullable Extent next();

  @Override
  void close();
}
