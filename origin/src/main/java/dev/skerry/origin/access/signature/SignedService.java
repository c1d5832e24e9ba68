package dev.skerry.origin.access.signature;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one service has its requests signed.
 *
 * @param name its name in scopes
 * @param region the only one whose scopes count; null where every region does
 * @param path how it signs the path
 * @param content how it signs the content
 * @param past how old a signature may be that does not say for how long it is good
 * @param future how far ahead of the present a signature may be
 */
public record SignedService(
    String name,
    @Nullable String region,
    CanonicalPath path,
    Content content,
    Duration past,
    Duration future) {
  /** How content is signed. */
  public enum Content {
    /** By its hash, which the service computes. */
    HASHED,
    /** By what the field {@code x-amz-content-sha256} says, and all fields of Amazon's must be. */
    DECLARED
  }

  /** Tables and their streams, for clients of any region. */
  public static final SignedService DYNAMODB =
      new SignedService(
          "dynamodb",
          null,
          CanonicalPath.NORMALIZED_ENCODED_TWICE,
          Content.HASHED,
          Duration.ofMinutes(15),
          Duration.ofMinutes(5));

  /** Whose key it is ({@code GetCallerIdentity}), for clients of any region. */
  public static final SignedService STS =
      new SignedService(
          "sts",
          null,
          CanonicalPath.NORMALIZED_ENCODED_TWICE,
          Content.HASHED,
          Duration.ofMinutes(15),
          Duration.ofMinutes(5));

  /** Objects, for clients of any region. */
  public static final SignedService S3 =
      new SignedService(
          "s3",
          null,
          CanonicalPath.ENCODED_ONCE,
          Content.DECLARED,
          Duration.ofMinutes(15),
          Duration.ofMinutes(15));

  /** The same for clients of one region only. */
  public SignedService inRegion(String only) {
    return new SignedService(name, only, path, content, past, future);
  }
}
