package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.Query;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of which is known what it asks for, and who.
 *
 * @param now when it came
 */
record Ask(
    S3Call call, Address address, Query query, Operation operation, Caller caller, Instant now) {
  private static final String VERSION = "versionId";

  Fields fields() {
    return call.head().fields();
  }

  /** The first value of a field, null if there is none. */
  @Nullable String field(String name) {
    return fields().first(name);
  }

  /** The bucket's name; of calls that are addressed to one. */
  String bucket() {
    return Objects.requireNonNull(address.bucket());
  }

  /** The key; of calls that are addressed to one. */
  String key() {
    return Objects.requireNonNull(address.key());
  }

  /** The version that the query names; null for the current one. */
  @Nullable VersionId version() {
    String text = query.value(VERSION).orElse(null);
    if (text == null) {
      return null;
    }
    if (text.isEmpty()) {
      throw S3Exception.argument(VERSION, text, "Version id cannot be the empty string");
    }
    VersionId id = VersionId.parse(text);
    if (id == null) {
      throw S3Exception.argument(VERSION, text, "Invalid version id specified");
    }
    return id;
  }

  /** The document that the content is, verified. */
  XmlNode document() throws IOException {
    return Documents.read(this);
  }
}
