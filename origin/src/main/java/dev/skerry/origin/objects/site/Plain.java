package dev.skerry.origin.objects.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.s3.S3Body;
import dev.skerry.origin.objects.s3.S3Reply;

/** Answers that no object is the content of. */
final class Plain {
  private static final String NOT_FOUND =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>404 Not Found</title></head>
      <body><h1>404 Not Found</h1></body>
      </html>
      """;

  private Plain() {}

  /** A sentence that is not stored. */
  static S3Reply failure(Request head, int status, String text) {
    return failure(head, status, new Fields(), text);
  }

  /** The same with fields. */
  static S3Reply failure(Request head, int status, Fields fields, String text) {
    Lifetime.none(fields);
    return text(head, status, fields, text);
  }

  /** A sentence. */
  static S3Reply text(Request head, int status, Fields fields, String text) {
    return of(head, status, fields.set(FieldNames.CONTENT_TYPE, "text/plain; charset=utf-8"), text);
  }

  /** That there is nothing, to a reader. */
  static S3Reply notFound(Request head) {
    Fields fields = Fields.of(FieldNames.CONTENT_TYPE, "text/html; charset=utf-8");
    Lifetime.untilPurged(fields);
    return of(head, 404, fields, NOT_FOUND);
  }

  /** An answer without content. */
  static S3Reply empty(int status, Fields fields) {
    return new S3Reply(status, fields, new S3Body.Octets(new byte[0]));
  }

  private static S3Reply of(Request head, int status, Fields fields, String text) {
    byte[] octets = text.getBytes(UTF_8);
    return new S3Reply(
        status,
        fields,
        head.method().equals("HEAD")
            ? new S3Body.Untold(octets.length)
            : new S3Body.Octets(octets));
  }
}
