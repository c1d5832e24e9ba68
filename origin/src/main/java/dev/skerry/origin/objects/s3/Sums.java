package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.s3.checksum.ChecksumAlgorithm;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checksums that the head of an upload tells or announces.
 *
 * @param md5 16 octets of {@code content-md5}; null if not sent
 * @param algorithm the one whose checksum is sent, in the head or in a trailer; null for none
 * @param value its octets where they are in the head
 * @param announced the names of all trailers, in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
record Sums(
    byte @Nullable [] md5,
    @Nullable ChecksumAlgorithm algorithm,
    byte @Nullable [] value,
    Set<String> announced) {
  private static final int MD5_BYTES = 16;

  /** Reads a head. */
  static Sums of(Fields fields) {
    Set<String> trailers = trailers(fields);
    ChecksumAlgorithm algorithm = null;
    byte[] value = null;
    for (ChecksumAlgorithm each : ChecksumAlgorithm.values()) {
      String sent = fields.first(each.field());
      if (sent == null && !trailers.contains(each.field())) {
        continue;
      }
      if (algorithm != null) {
        throw S3Error.INVALID_REQUEST.exception(
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
      }
      algorithm = each;
      value = sent == null ? null : decode(each, sent);
    }
    checkNamed(fields.first("x-amz-sdk-checksum-algorithm"), algorithm);
    return new Sums(md5(fields.first("content-md5")), algorithm, value, trailers);
  }

  /** Reads of a head what is said of a document, and no checksum of an object. */
  static Sums ofDocument(Fields fields) {
    return new Sums(md5(fields.first("content-md5")), null, null, trailers(fields));
  }

  private static Set<String> trailers(Fields fields) {
    String announced = fields.combined("x-amz-trailer");
    Set<String> names = new HashSet<>();
    if (announced != null) {
      for (String name : announced.split(",", -1)) {
        String trimmed = name.strip().toLowerCase(Locale.ROOT);
        if (ChecksumAlgorithm.ofField(trimmed).isEmpty()) {
          throw S3Error.INVALID_REQUEST.exception(
              "The value specified in the x-amz-trailer header is not supported");
        }
        names.add(trimmed);
      }
    }
    return names;
  }

  /** The algorithm of a name in a field; null where there is none. */
  static @Nullable ChecksumAlgorithm named(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return ChecksumAlgorithm.named(name)
        .orElseThrow(
            () ->
                S3Error.INVALID_REQUEST.exception(
                    "Checksum algorithm provided is unsupported. Please try again with any of the"
                        + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
  }

  private static void checkNamed(@Nullable String name, @Nullable ChecksumAlgorithm sent) {
    ChecksumAlgorithm named = named(name);
    if (named == null) {
      return;
    }
    if (sent == null) {
      throw S3Error.INVALID_REQUEST.exception(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (sent != named) {
      throw S3Error.INVALID_REQUEST.exception(
          "Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }

  static byte[] decode(ChecksumAlgorithm algorithm, String sent) {
    byte[] octets = algorithm.decode(sent.strip());
    if (octets == null) {
      throw S3Error.INVALID_REQUEST.exception(
          "Value for " + algorithm.field() + " header is invalid.");
    }
    return octets;
  }

  private static byte @Nullable [] md5(@Nullable String sent) {
    if (sent == null) {
      return null;
    }
    try {
      byte[] octets = Base64.getDecoder().decode(sent.strip());
      if (octets.length == MD5_BYTES) {
        return octets;
      }
    } catch (IllegalArgumentException e) {
      throw S3Error.INVALID_DIGEST.exception().with("Content-MD5", sent);
    }
    throw S3Error.INVALID_DIGEST.exception().with("Content-MD5", sent);
  }

  /** An error for a checksum that is another. */
  static S3Exception mismatch(ChecksumAlgorithm algorithm) {
    return S3Error.BAD_DIGEST.exception(
        "The " + algorithm + " you specified did not match the calculated checksum.");
  }
}
