package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.DeleteMarker;
import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ObjectReads;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.content.Extents;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.ByteRange;
import dev.skerry.origin.objects.s3.head.ByteRange.Span;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of objects: GET and HEAD, of all of it, of a range or of a part. */
final class ReadCalls {
  /** Parameters of the query that replace fields of the reply, and those. */
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-content-type", "content-type",
          "response-content-language", "content-language",
          "response-expires", "expires",
          "response-cache-control", "cache-control",
          "response-content-disposition", "content-disposition",
          "response-content-encoding", "content-encoding");

  private final Scene scene;

  ReadCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_OBJECT, this::read);
    handlers.put(Operation.HEAD_OBJECT, this::read);
  }

  /**
   * What of an object is sent.
   *
   * @param partial whether it was asked for as a part, even if it is all
   * @param parts in how many it was uploaded, where a part was asked for; else 0
   * @param checksum of the octets that are sent, or null
   */
  private record Piece(Span span, boolean partial, int parts, @Nullable Checksum checksum) {}

  private S3Reply read(Ask ask) {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    Lookup found = scene.store().reads().open(bucket, ask.key(), ask.version());
    boolean kept = false;
    try {
      Lookup.Open open = require(found, ask, rights);
      S3Reply reply = reply(ask, bucket, open);
      kept = reply.body() instanceof S3Body.Stored;
      return reply;
    } finally {
      if (!kept) {
        found.close();
      }
    }
  }

  /** What there is, if it is an object and the caller may do the operation's action to it. */
  static Lookup.Open require(Lookup found, Ask ask, Rights rights) {
    VersionId asked = ask.version();
    String action = Scene.action(ask);
    Subject subject = Scene.subject(ask);
    return switch (found) {
      case Lookup.Open open -> {
        rights.require(action, subject, open.version());
        yield open;
      }
      case Lookup.Marked(DeleteMarker marker) ->
          throw rights.missing(action, subject, marked(ask, rights.bucket(), marker, asked));
      case Lookup.Nothing _ -> throw rights.missing(action, subject, nothing(ask, asked));
    };
  }

  static S3Exception nothing(Ask ask, @Nullable VersionId asked) {
    return asked == null
        ? S3Error.NO_SUCH_KEY.exception().with("Key", ask.key())
        : S3Error.NO_SUCH_VERSION
            .exception()
            .with("Key", ask.key())
            .with("VersionId", asked.text());
  }

  static S3Exception marked(
      Ask ask, Bucket bucket, DeleteMarker marker, @Nullable VersionId asked) {
    S3Exception fault =
        asked == null
            ? S3Error.NO_SUCH_KEY.exception().with("Key", ask.key())
            : S3Error.METHOD_NOT_ALLOWED
                .exception()
                .with("Method", ask.call().head().method())
                .with("ResourceType", "DeleteMarker")
                .field("allow", "DELETE")
                .field(FieldNames.LAST_MODIFIED, S3Dates.http(marker.modified()));
    fault.field("x-amz-delete-marker", "true");
    Fields version = new Fields();
    ObjectHead.version(bucket, marker.id(), version);
    version.forEach(fault::field);
    return fault;
  }

  private S3Reply reply(Ask ask, Bucket bucket, Lookup.Open open) {
    ObjectVersion object = open.version();
    SealingFields.Asked sent = SealingFields.ofRead(ask.fields());
    SealingFields.check(object.body().encryption(), sent);
    switch (Conditions.ofRead(ask.fields(), ask.now()).of(object, ask.now())) {
      case SEND -> {}
      case NOT_MODIFIED -> {
        return S3Reply.empty(304, ObjectHead.validators(bucket, object));
      }
      case FAILED ->
          throw S3Error.PRECONDITION_FAILED.exception().with("Condition", failed(ask.fields()));
    }
    if (ask.operation() == Operation.GET_OBJECT) {
      Archives.requireReadable(object, ask.now());
    }
    Piece piece = piece(ask, open);
    Fields fields = ObjectHead.of(bucket, object);
    Archives.tell(object.traits(), ask.now(), fields);
    long size = object.body().size();
    if (piece.partial) {
      fields.add(FieldNames.CONTENT_RANGE, piece.span.contentRange(size));
    }
    if (piece.parts > 0) {
      fields.add("x-amz-mp-parts-count", Integer.toString(piece.parts));
    }
    if ("ENABLED".equalsIgnoreCase(ask.field("x-amz-checksum-mode"))) {
      ObjectHead.checksum(piece.checksum, fields);
    }
    if (ask.version() == null) {
      scene.expirations().tell(bucket, object, fields);
    }
    override(ask, fields);
    int status = piece.partial ? 206 : 200;
    if (ask.operation() == Operation.HEAD_OBJECT) {
      return new S3Reply(status, fields, new S3Body.Untold(piece.span.length()));
    }
    if (object.body().encryption().kind() == Encryption.Kind.NAMED
        && ask.caller().identity() == null) {
      throw S3Exception.argument(
          "Authorization",
          "null",
          "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
              + " Signature Version 4.");
    }
    Sealing sealing = scene.sealings().of(object.body().encryption(), sent).sealing();
    Extents extents = open.content().range(piece.span.offset(), piece.span.length(), sealing);
    return new S3Reply(status, fields, new S3Body.Stored(extents, piece.span.length(), open));
  }

  private static String failed(Fields fields) {
    return fields.contains("if-match") ? "If-Match" : "If-Unmodified-Since";
  }

  private Piece piece(Ask ask, Lookup.Open open) {
    String field = ask.field(FieldNames.RANGE);
    long size = open.version().body().size();
    Checksum ofAll = open.version().body().checksum();
    if (ask.query().text("partNumber").isPresent()) {
      if (field != null) {
        throw S3Error.INVALID_REQUEST.exception(
            "Cannot specify both Range header and partNumber query parameter");
      }
      return part(ask.query().number("partNumber", 0), open, size);
    }
    Optional<ByteRange> range = ByteRange.parse(field);
    if (range.isEmpty()) {
      return new Piece(new Span(0, size), false, 0, ofAll);
    }
    Span span =
        range
            .get()
            .of(size)
            .orElseThrow(
                () ->
                    S3Error.INVALID_RANGE
                        .exception()
                        .with("RangeRequested", String.valueOf(field))
                        .with("ActualObjectSize", Long.toString(size))
                        .field(FieldNames.CONTENT_RANGE, "bytes */" + size));
    return new Piece(span, true, 0, span.length() == size ? ofAll : null);
  }

  private Piece part(int number, Lookup.Open open, long size) {
    if (number < 1 || number > 10_000) {
      throw S3Exception.argument(
          "partNumber",
          Integer.toString(number),
          "Part number must be an integer between 1 and 10000, inclusive");
    }
    int parts = open.version().body().parts();
    if (parts == 0 && number == 1) {
      return new Piece(new Span(0, size), size > 0, 0, open.version().body().checksum());
    }
    ObjectReads.PartOf part = scene.store().reads().part(open, number);
    if (part != null) {
      return new Piece(new Span(part.offset(), part.size()), true, parts, checksum(part, open));
    }
    throw S3Error.INVALID_PART_NUMBER
        .exception()
        .with("ActualPartCount", Integer.toString(Math.max(1, parts)))
        .with("PartNumberRequested", Integer.toString(number));
  }

  /** That of a part alone, of the same kind as the object's. */
  private static @Nullable Checksum checksum(ObjectReads.PartOf part, Lookup.Open open) {
    Checksum ofAll = open.version().body().checksum();
    return ofAll == null || part.checksum() == null
        ? null
        : new Checksum(ofAll.algorithm(), ofAll.type(), part.checksum());
  }

  private static void override(Ask ask, Fields fields) {
    OVERRIDES.forEach(
        (parameter, field) ->
            ask.query()
                .text(parameter)
                .ifPresent(
                    value -> {
                      if (ask.caller().identity() == null) {
                        throw S3Error.INVALID_REQUEST.exception(
                            "Request specific response headers cannot be used for anonymous GET"
                                + " requests.");
                      }
                      fields.set(field, safe(value));
                    }));
  }

  /** A value as a field may have it: what would end its line is a space. */
  private static String safe(String value) {
    StringBuilder line = new StringBuilder(value.length());
    value.chars().forEach(c -> line.append(c < ' ' || c > 0xFF || c == 0x7F ? ' ' : (char) c));
    return line.toString();
  }
}
