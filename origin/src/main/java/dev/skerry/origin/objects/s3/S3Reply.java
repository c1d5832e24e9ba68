package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;

/**
 * What is answered to a call.
 *
 * @param status 200 to 599
 * @param fields without {@code content-length}; the reply's own
 * @param body what follows them
 */
public record S3Reply(int status, Fields fields, S3Body body) {
  private static final byte[] NOTHING = {};
  private static final String XML = "application/xml";

  /** A reply without content. */
  static S3Reply empty(int status) {
    return empty(status, new Fields());
  }

  /** A reply without content. */
  static S3Reply empty(int status, Fields fields) {
    return new S3Reply(status, fields, new S3Body.Octets(NOTHING));
  }

  /** A document. */
  static S3Reply xml(byte[] document) {
    return xml(200, new Fields(), document);
  }

  /** A document with fields. */
  static S3Reply xml(int status, Fields fields, byte[] document) {
    fields.set(FieldNames.CONTENT_TYPE, XML);
    return new S3Reply(status, fields, new S3Body.Octets(document));
  }

  /** The same with one more field. */
  S3Reply with(String name, String value) {
    fields.set(name, value);
    return this;
  }
}
