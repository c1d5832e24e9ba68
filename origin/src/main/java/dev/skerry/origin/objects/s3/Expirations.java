package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.LifecycleRule;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.setting.LifecycleDocument;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.time.Instant;
import java.util.List;

/**
 * Tells of current objects when they expire, and by which rule ("x-amz-expiration" in the Amazon S3
 * API reference). Any thread.
 */
final class Expirations {
  /** The kind of the setting that has lifecycle rules. */
  static final String KIND = "lifecycle";

  private static final String FIELD = "x-amz-expiration";

  /** What is kept has names for all its rules. */
  private final KeptDocuments<List<LifecycleRule>> inForce =
      new KeptDocuments<>(root -> LifecycleDocument.ofKept(root).inForce());

  private final ObjectStore store;

  Expirations(ObjectStore store) {
    this.store = store;
  }

  /** The rules that are in force of a configuration that was kept. */
  static List<LifecycleRule> rules(Octets document) {
    return LifecycleDocument.ofKept(XmlReader.read(document.octets())).inForce();
  }

  /** Tells it of the current version of a key, if it expires. */
  void tell(Bucket bucket, ObjectVersion object, Fields fields) {
    Setting setting = store.settings().find(bucket, KIND);
    if (setting == null) {
      return;
    }
    Instant first = Instant.MAX;
    String id = "";
    for (LifecycleRule rule : inForce.of(bucket, setting)) {
      Instant expiry = rule.expiryOf(object, store.day());
      if (expiry != null && expiry.isBefore(first)) {
        first = expiry;
        id = rule.id();
      }
    }
    if (first.isBefore(Instant.MAX)) {
      fields.set(
          FIELD,
          "expiry-date=\""
              + S3Dates.http(first)
              + "\", rule-id=\""
              + PercentCoding.encodeKey(id)
              + '"');
    }
  }
}
