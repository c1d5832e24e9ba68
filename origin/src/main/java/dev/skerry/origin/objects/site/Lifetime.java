package dev.skerry.origin.objects.site;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Traits;
import java.time.Duration;
import java.time.Instant;

/** How long an answer may be stored, and where. */
final class Lifetime {
  /** A year, which is what caches take for ever. */
  private static final String FOR_EVER = "max-age=31536000";

  private Lifetime() {}

  /**
   * By edges of this fleet, which purge it, for ever (RFC 9213); by all other caches only to be
   * validated.
   */
  static void untilPurged(Fields fields) {
    fields.set(FieldNames.SKERRY_CACHE_CONTROL, FOR_EVER);
    fields.set(FieldNames.CACHE_CONTROL, "no-cache");
  }

  /** As its object says, or where that says nothing until it is purged. */
  static void ofObject(Fields fields) {
    if (!fields.contains(FieldNames.CACHE_CONTROL) && !fields.contains(FieldNames.EXPIRES)) {
      untilPurged(fields);
    }
  }

  /** By edges no longer than it is restored from an archive, if it is: no purge tells its end. */
  static void ofRestored(Traits traits, Instant now, Fields fields) {
    Instant until = traits.restoredAt(now);
    if (until != null && fields.contains(FieldNames.SKERRY_CACHE_CONTROL)) {
      fields.set(
          FieldNames.SKERRY_CACHE_CONTROL, "max-age=" + Duration.between(now, until).toSeconds());
    }
  }

  /** Not at all. */
  static void none(Fields fields) {
    fields.remove(FieldNames.SKERRY_CACHE_CONTROL).remove(FieldNames.EXPIRES);
    fields.set(FieldNames.CACHE_CONTROL, "no-store");
  }
}
