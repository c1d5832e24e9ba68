package dev.skerry.origin.objects.s3.checksum;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A way to compute the checksum of an object. */
public enum ChecksumAlgorithm {
  /** CRC-32 of ISO-HDLC. */
  CRC32(4),
  /** CRC-32 of Castagnoli. */
  CRC32C(4),
  /** CRC-64 of the NVM Express specification. */
  CRC64NVME(8),
  /** SHA-1. */
  SHA1(20),
  /** SHA-256. */
  SHA256(32);

  private static final String FIELD = "x-amz-checksum-";

  private final int bytes;
  private final String field;

  ChecksumAlgorithm(int bytes) {
    this.bytes = bytes;
    this.field = FIELD + name().toLowerCase(Locale.ROOT);
  }

  /** The algorithm of a name as S3 writes it, whatever the case of its letters. */
  public static Optional<ChecksumAlgorithm> named(@Nullable String name) {
    if (name != null) {
      for (ChecksumAlgorithm algorithm : values()) {
        if (algorithm.name().equalsIgnoreCase(name)) {
          return Optional.of(algorithm);
        }
      }
    }
    return Optional.empty();
  }

  /** The algorithm of a field that holds a checksum. */
  public static Optional<ChecksumAlgorithm> ofField(String name) {
    return name.startsWith(FIELD) ? named(name.substring(FIELD.length())) : Optional.empty();
  }

  /** The field that holds a checksum, in lower case. */
  public String field() {
    return field;
  }

  /** The element that holds a checksum. */
  public String element() {
    return "Checksum" + name();
  }

  /** Whether it is a cyclic redundancy check, so that those of parts give that of the whole. */
  public boolean isCrc() {
    return this != SHA1 && this != SHA256;
  }

  /** The type of a multipart upload's checksum where the client names none. */
  public ChecksumType typeByDefault() {
    return this == CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
  }

  /** Whether checksums of that type can be had with it. */
  public boolean allows(ChecksumType type) {
    return type == ChecksumType.FULL_OBJECT ? isCrc() : this != CRC64NVME;
  }

  /** A checksum of nothing yet. */
  public RunningChecksum begin() {
    return switch (this) {
      case CRC32 -> RunningChecksum.of(new CRC32(), bytes);
      case CRC32C -> RunningChecksum.of(new CRC32C(), bytes);
      case CRC64NVME -> RunningChecksum.of(new Crc64Nvme(), bytes);
      case SHA1 -> RunningChecksum.of("SHA-1");
      case SHA256 -> RunningChecksum.of("SHA-256");
    };
  }

  /** The octets of a checksum as it is sent, in Base64; null if it is none of this algorithm. */
  public byte @Nullable [] decode(String base64) {
    try {
      byte[] octets = Base64.getDecoder().decode(base64);
      return octets.length == bytes ? octets : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
