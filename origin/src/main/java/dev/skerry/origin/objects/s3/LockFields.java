package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ObjectLock;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.S3Dates;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of object lock. */
final class LockFields {
  private static final String MODE = "x-amz-object-lock-mode";
  private static final String UNTIL = "x-amz-object-lock-retain-until-date";
  private static final String HOLD = "x-amz-object-lock-legal-hold";

  private LockFields() {}

  /** What a write asks for. */
  static ObjectLock of(Ask ask, Bucket bucket) {
    Fields fields = ask.fields();
    String mode = fields.first(MODE);
    String until = fields.first(UNTIL);
    String hold = fields.first(HOLD);
    if (mode == null && until == null && hold == null) {
      return ObjectLock.NONE;
    }
    if (!bucket.lock()) {
      throw S3Error.INVALID_REQUEST.exception("Bucket is missing Object Lock Configuration");
    }
    if ((mode == null) != (until == null)) {
      throw S3Exception.argument(
          mode == null ? MODE : UNTIL,
          "",
          "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
    }
    ObjectLock.Retention retention =
        mode == null || until == null ? null : retention(mode, until, ask.now());
    return new ObjectLock(retention, hold == null ? null : hold(hold));
  }

  /** Refuses an upload that asks for a lock and does not say what its octets are. */
  static void requireChecked(Ask ask, Intake intake) {
    Fields fields = ask.fields();
    boolean asks = fields.contains(MODE) || fields.contains(UNTIL) || fields.contains(HOLD);
    if (asks && !intake.isChecked()) {
      throw S3Error.INVALID_REQUEST.exception(
          "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with"
              + " Object Lock parameters");
    }
  }

  /** A retention of a mode until a moment. */
  static ObjectLock.Retention retention(String mode, String until, Instant now) {
    ObjectLock.Mode strict =
        switch (mode) {
          case "GOVERNANCE" -> ObjectLock.Mode.GOVERNANCE;
          case "COMPLIANCE" -> ObjectLock.Mode.COMPLIANCE;
          default -> throw S3Exception.argument(MODE, mode, "Unknown wormMode directive.");
        };
    Instant moment =
        S3Dates.parse(until)
            .orElseThrow(
                () ->
                    S3Exception.argument(
                        UNTIL, until, "The retain until date must be provided in ISO 8601 format"));
    if (!moment.isAfter(now)) {
      throw S3Exception.argument(UNTIL, until, "The retain until date must be in the future!");
    }
    return new ObjectLock.Retention(strict, moment);
  }

  /** Whether a legal hold is on. */
  static boolean hold(String status) {
    return switch (status.toUpperCase(Locale.ROOT)) {
      case "ON" -> true;
      case "OFF" -> false;
      default ->
          throw S3Exception.argument(HOLD, status, "Legal Hold must be either of 'ON' or 'OFF'");
    };
  }

  /** Tells what keeps an object. */
  static void tell(ObjectLock lock, Fields fields) {
    ObjectLock.@Nullable Retention retention = lock.retention();
    if (retention != null) {
      fields.add(MODE, retention.mode().name());
      fields.add(UNTIL, S3Dates.iso(retention.until()));
    }
    Boolean hold = lock.legalHold();
    if (hold != null) {
      fields.add(HOLD, hold ? "ON" : "OFF");
    }
  }
}
