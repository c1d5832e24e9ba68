package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.time.Instant;

/**
 * What reads and listings say of objects in archives: that they cannot be read, or until when they
 * are restored. Source: "Working with archived objects" in the Amazon S3 user guide.
 */
final class Archives {
  private Archives() {}

  /**
   * Returns if an object's octets can be read.
   *
   * @throws S3Exception {@code InvalidObjectState}
   */
  static void requireReadable(ObjectVersion object, Instant now) {
    if (!object.traits().isReadable(now)) {
      throw S3Error.INVALID_OBJECT_STATE
          .exception()
          .with("StorageClass", object.traits().storageClass());
    }
  }

  /** Tells in a field until when an object is restored, if it is. */
  static void tell(Traits traits, Instant now, Fields fields) {
    Instant until = traits.restoredAt(now);
    if (until != null) {
      fields.set(
          "x-amz-restore", "ongoing-request=\"false\", expiry-date=\"" + S3Dates.http(until) + '"');
    }
  }

  /** Tells it in a listing. */
  static void tell(Traits traits, Instant now, XmlText xml) {
    Instant until = traits.restoredAt(now);
    if (until != null) {
      xml.open("RestoreStatus")
          .element("IsRestoreInProgress", false)
          .element("RestoreExpiryDate", S3Dates.iso(until))
          .close("RestoreStatus");
    }
  }
}
