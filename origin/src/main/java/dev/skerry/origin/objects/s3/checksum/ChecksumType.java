package dev.skerry.origin.objects.s3.checksum;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the checksum of an object of several parts is of. */
public enum ChecksumType {
  /** Of all octets. */
  FULL_OBJECT,
  /** Of the checksums of the parts. */
  COMPOSITE;

  /** The type of a name as S3 writes it. */
  public static Optional<ChecksumType> named(@Nullable String name) {
    for (ChecksumType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
