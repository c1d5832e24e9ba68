package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operations;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import org.jspecify.annotations.Nullable;

/**
 * What a copy is of, as its field says.
 *
 * @param version null for the current one
 */
record CopySource(String bucket, String key, @Nullable VersionId version) {
  private static final String VERSION = "?versionId=";

  /** Reads the field: {@code BUCKET/KEY?versionId=ID}, encoded, with a slash first or without. */
  static CopySource of(String field) {
    String path = field.startsWith("/") ? field.substring(1) : field;
    VersionId version = null;
    int query = path.lastIndexOf(VERSION);
    if (query >= 0) {
      String id = path.substring(query + VERSION.length());
      version = VersionId.parse(id);
      if (version == null) {
        throw S3Exception.argument("x-amz-copy-source", field, "Invalid version id specified");
      }
      path = path.substring(0, query);
    }
    String decoded = PercentCoding.decodePath(path);
    int slash = decoded.indexOf('/');
    if (slash <= 0 || slash == decoded.length() - 1) {
      throw S3Exception.argument(
          Operations.COPY_SOURCE,
          field,
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
    return new CopySource(decoded.substring(0, slash), decoded.substring(slash + 1), version);
  }
}
