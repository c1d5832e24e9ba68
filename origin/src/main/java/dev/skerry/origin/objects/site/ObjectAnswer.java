package dev.skerry.origin.objects.site;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.content.Extents;
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

  /**
   * An object that can be read.
   *
   * @param sealing under which key, where it is not the store's
   * @param now when it was asked for
   */
  record Opened(Lookup.Open open, Sealing sealing, Instant now) {}

  /** Answers with an object under the conditions and of the range that were asked for. */
  static S3Reply of(Request head, Opened opened) {
    ObjectVersion object = opened.open.version();
    Instant now = opened.now;
    return switch (Conditions.ofRead(head.fields(), now).of(object, now)) {
      case SEND -> sent(head, opened);
      case NOT_MODIFIED -> {
        Fields fields = ObjectFields.validators(object, ObjectFields.lifetime(object));
        Lifetime.ofRestored(object.traits(), now, fields);
        yield Plain.empty(304, fields);
      }
      case FAILED -> Plain.failure(head, 412, "The object is not in the state that was asked for.");
    };
  }

  /**
   * Answers with an object in the place of an error. It is no representation of what was asked for,
   * so it has no validators and no ranges.
   */
  static S3Reply ofError(int status, Request head, Opened opened) {
    ObjectVersion object = opened.open.version();
    Fields fields = ObjectFields.content(object);
    Lifetime.ofRestored(object.traits(), opened.now, fields);
    if (status != 404) {
      Lifetime.none(fields);
    }
    return reply(status, fields, head, opened, new Span(0, object.body().size()));
  }

  private static S3Reply sent(Request head, Opened opened) {
    ObjectVersion object = opened.open.version();
    Instant now = opened.now;
    long size = object.body().size();
    Fields fields = ObjectFields.validators(object, ObjectFields.content(object));
    fields.set(FieldNames.ACCEPT_RANGES, "bytes");
    Lifetime.ofRestored(object.traits(), now, fields);
    Optional<ByteRange> range =
        isRangeMeant(head, object, now)
            ? ByteRange.parse(head.fields().first(FieldNames.RANGE))
            : Optional.empty();
    if (range.isEmpty()) {
      return reply(200, fields, head, opened, new Span(0, size));
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
    return reply(206, fields, head, opened, span.get());
  }

  private static S3Reply reply(int status, Fields fields, Request head, Opened opened, Span span) {
    if (head.method().equals("HEAD")) {
      return new S3Reply(status, fields, new S3Body.Untold(span.length()));
    }
    Extents extents = opened.open.content().range(span.offset(), span.length(), opened.sealing);
    return new S3Reply(status, fields, new S3Body.Stored(extents, span.length(), opened.open));
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
