package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.Header;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.Versioning;
import dev.skerry.origin.objects.s3.checksum.ChecksumAlgorithm;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.head.UserMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of replies that tell of an object. */
final class ObjectHead {
  private static final String TYPE_BY_DEFAULT = "binary/octet-stream";

  private ObjectHead() {}

  /** All that a read tells of an object, but of its checksum. */
  static Fields of(Bucket bucket, ObjectVersion object) {
    Fields fields = validators(bucket, object);
    fields.add(FieldNames.ACCEPT_RANGES, "bytes");
    Traits traits = object.traits();
    Map<String, String> metadata = new LinkedHashMap<>();
    boolean typed = false;
    for (Header header : traits.headers()) {
      if (header.name().startsWith(UserMetadata.PREFIX)) {
        metadata.put(header.name().substring(UserMetadata.PREFIX.length()), header.value());
      } else {
        fields.add(header.name(), header.value());
        typed |= header.name().equals(FieldNames.CONTENT_TYPE);
      }
    }
    if (!typed) {
      fields.add(FieldNames.CONTENT_TYPE, TYPE_BY_DEFAULT);
    }
    UserMetadata.add(metadata, fields);
    if (!traits.storageClass().equals(NewTraits.STANDARD)) {
      fields.add(NewTraits.STORAGE_CLASS, traits.storageClass());
    }
    if (!traits.tags().isEmpty()) {
      fields.add("x-amz-tagging-count", Integer.toString(traits.tags().size()));
    }
    if (traits.redirect() != null) {
      fields.add(NewTraits.REDIRECT, traits.redirect());
    }
    LockFields.tell(traits.lock(), fields);
    SealingFields.tell(object.body().encryption(), fields);
    return fields;
  }

  /** What tells one state of an object from another. */
  static Fields validators(Bucket bucket, ObjectVersion object) {
    Fields fields = new Fields();
    fields.add(FieldNames.LAST_MODIFIED, S3Dates.http(object.modified()));
    fields.add(FieldNames.ETAG, quoted(object.body().etag()));
    version(bucket, object.id(), fields);
    return fields;
  }

  /** Tells the version, where the bucket has any. */
  static void version(Bucket bucket, VersionId id, Fields fields) {
    if (bucket.versioning() != Versioning.NEVER) {
      fields.set("x-amz-version-id", id.text());
    }
  }

  /** Tells a checksum. */
  static void checksum(@Nullable Checksum checksum, Fields fields) {
    if (checksum != null) {
      fields.set(algorithm(checksum).field(), checksum.value());
      fields.set("x-amz-checksum-type", checksum.type().name());
    }
  }

  /** The algorithm of a checksum that is kept. */
  static ChecksumAlgorithm algorithm(Checksum checksum) {
    return algorithm(checksum.algorithm());
  }

  static ChecksumAlgorithm algorithm(Checksum.Algorithm kept) {
    return switch (kept) {
      case CRC32 -> ChecksumAlgorithm.CRC32;
      case CRC32C -> ChecksumAlgorithm.CRC32C;
      case CRC64NVME -> ChecksumAlgorithm.CRC64NVME;
      case SHA1 -> ChecksumAlgorithm.SHA1;
      case SHA256 -> ChecksumAlgorithm.SHA256;
    };
  }

  /** An algorithm as it is kept. */
  static Checksum.Algorithm kept(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> Checksum.Algorithm.CRC32;
      case CRC32C -> Checksum.Algorithm.CRC32C;
      case CRC64NVME -> Checksum.Algorithm.CRC64NVME;
      case SHA1 -> Checksum.Algorithm.SHA1;
      case SHA256 -> Checksum.Algorithm.SHA256;
    };
  }

  /** An entity tag in its quotation marks. */
  static String quoted(String etag) {
    return '"' + etag + '"';
  }
}
