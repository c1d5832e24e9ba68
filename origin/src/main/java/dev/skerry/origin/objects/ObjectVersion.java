package dev.skerry.origin.objects;

import java.time.Instant;

/** A version that is an object. */
public record ObjectVersion(
    String key,
    VersionId id,
    long sequence,
    Instant modified,
    String owner,
    Body body,
    Traits traits)
    implements Version {
  /** The same with other traits. */
  ObjectVersion with(Traits changed) {
    return new ObjectVersion(key, id, sequence, modified, owner, body, changed);
  }
}
