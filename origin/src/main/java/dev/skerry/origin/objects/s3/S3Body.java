package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.content.Extents;

/** The content of a reply. */
public sealed interface S3Body {
  /** Octets in memory. */
  @SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
  record Octets(byte[] octets) implements S3Body {}

  /** None, though its length is told: the answer to HEAD. */
  record Untold(long length) implements S3Body {}

  /**
   * Content of an object.
   *
   * @param extents all of its octets, in their order
   * @param held closed after the extents, when they are not needed any more
   */
  record Stored(Extents extents, long length, AutoCloseable held) implements S3Body {}
}
