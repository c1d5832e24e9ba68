package dev.skerry.origin.objects.site;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Header;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.head.UserMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of answers that an object tells. */
final class ObjectFields {
  private static final String TYPE_BY_DEFAULT = "binary/octet-stream";

  private ObjectFields() {}

  /** How long it may be stored, alone. */
  static Fields lifetime(ObjectVersion object) {
    Fields fields = new Fields();
    for (Header header : object.traits().headers()) {
      if (header.name().equals(FieldNames.CACHE_CONTROL)
          || header.name().equals(FieldNames.EXPIRES)) {
        fields.add(header.name(), header.value());
      }
    }
    Lifetime.ofObject(fields);
    return fields;
  }

  /** All that was stored with it, and how long it may be stored. */
  static Fields content(ObjectVersion object) {
    Fields fields = new Fields();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Header header : object.traits().headers()) {
      if (header.name().startsWith(UserMetadata.PREFIX)) {
        metadata.put(header.name().substring(UserMetadata.PREFIX.length()), header.value());
      } else {
        fields.add(header.name(), header.value());
      }
    }
    if (!fields.contains(FieldNames.CONTENT_TYPE)) {
      fields.add(FieldNames.CONTENT_TYPE, TYPE_BY_DEFAULT);
    }
    UserMetadata.add(metadata, fields);
    Lifetime.ofObject(fields);
    return fields;
  }

  /** Adds what tells one state of it from another. */
  static Fields validators(ObjectVersion object, Fields fields) {
    return fields
        .set(FieldNames.LAST_MODIFIED, S3Dates.http(object.modified()))
        .set(FieldNames.ETAG, etag(object));
  }

  /** Its entity tag, in quotation marks; strong. */
  static String etag(ObjectVersion object) {
    return '"' + object.body().etag() + '"';
  }
}
