package dev.skerry.origin.objects.site;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.Conditions;
import dev.skerry.origin.objects.s3.S3Body;
import dev.skerry.origin.objects.s3.S3Reply;
import dev.skerry.origin.objects.s3.head.ByteRange;
import dev.skerry.origin.objects.s3.head.ByteRange.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Answers whose content is an object: all of it, a range, or that the reader has it. */
final class ObjectAnswer {
  private ObjectAnswer() {}

  /** Answers with an object under the conditions and of the range that were asked for. */
  static S3Reply of(Request head, Lookup.Open open, Instant now) {
    ObjectVersion object = open.version();
    return switch (Conditions.ofRead(head.fields(), now).of(object, now)) {
      case SEND -> sent(head, open, now);
      case NOT_MODIFIED ->
          Plain.empty(304, ObjectFields.validators(object, ObjectFields.lifetime(object)));
      case FAILED -> Plain.failure(head, 412, "The object is not in the state that was asked for.");
    };
  }

  /**
   * Answers with an object in the place of an error. It is no representation of what was asked for,
   * so it has no validators and no ranges.
   */
  static S3Reply ofError(int status, Request head, Lookup.Open open) {
    Fields fields = ObjectFields.content(open.version());
    if (status != 404) {
      Lifetime.none(fields);
    }
    return reply(status, fields, head, open, new Span(0, open.version().body().size()));
  }

  private static S3Reply sent(Request head, Lookup.Open open, Instant now) {
    ObjectVersion object = open.version();
    long size = object.body().size();
    Fields fields = ObjectFields.validators(object, ObjectFields.content(object));
    fields.set(FieldNames.ACCEPT_RANGES, "bytes");
    Optional<ByteRange> range =
        isRangeMeant(head, object, now)
            ? ByteRange.parse(head.fields().first(FieldNames.RANGE))
            : Optional.empty();
    if (range.isEmpty()) {
      return reply(200, fields, head, open, new Span(0, size));
    }
    Optional<Span> span = range.get().of(size);
    if (span.isEmpty()) {
      return Plain.failure(
          head,
          416,
          Fields.of(FieldNames.CONTENT_RANGE, "bytes */" + size),
          "The object has " + size + " bytes.");
    }
    fields.set(FieldNames.CONTENT_RANGE, span.get().contentRange(size));
    return reply(206, fields, head, open, span.get());
  }

  private static S3Reply reply(
      int status, Fields fields, Request head, Lookup.Open open, Span span) {
    if (head.method().equals("HEAD")) {
      return new S3Reply(status, fields, new S3Body.Untold(span.length()));
    }
    return new S3Reply(
        status,
        fields,
        new S3Body.Stored(
            open.content().range(span.offset(), span.length(), Sealing.NONE), span.length(), open));
  }

  /**
   * Whether a range counts (RFC 9110 §13.1.5, §14.2): only for GET, and where there is {@code
   * if-range} only for the state of the object that it names, by its entity tag or by a date that
   * is a second old and so is of one state alone.
   */
  private static boolean isRangeMeant(Request head, ObjectVersion object, Instant now) {
    if (!head.method().equals("GET")) {
      return false;
    }
    String condition = head.fields().first(FieldNames.IF_RANGE);
    if (condition == null) {
      return true;
    }
    if (head.fields().count(FieldNames.IF_RANGE) > 1) {
      return false;
    }
    if (condition.indexOf('"') >= 0) {
      return condition.equals(ObjectFields.etag(object));
    }
    Instant modified = object.modified().truncatedTo(ChronoUnit.SECONDS);
    return HttpDate.parse(condition, now.toEpochMilli()) == modified.toEpochMilli()
        && Duration.between(modified, now).toSeconds() >= 1;
  }
}
