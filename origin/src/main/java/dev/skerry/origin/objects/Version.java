package dev.skerry.origin.objects;

import java.time.Instant;

/** One of the versions of a key: an object, or that it was deleted. */
public sealed interface Version permits ObjectVersion, DeleteMarker {
  /** Its key. */
  String key();

  /** Its name among the versions of the key. */
  VersionId id();

  /** Its place among them: the later, the greater. */
  long sequence();

  /** When it was written, to the millisecond. */
  Instant modified();

  /** The id of the account that owns it. */
  String owner();
}
