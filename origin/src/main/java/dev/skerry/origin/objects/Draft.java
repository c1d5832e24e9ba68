package dev.skerry.origin.objects;

import org.jspecify.annotations.Nullable;

/**
 * What an object is to have that its octets and the moment do not tell.
 *
 * @param owner the account's id
 * @param etag without quotation marks, as S3 computes it
 * @param checksum that was asked for, or null
 * @param encryption as its content was received; where its content is another's, as it is to be
 */
public record Draft(
    String owner, Traits traits, String etag, @Nullable Checksum checksum, Encryption encryption) {
  /** An object that is not encrypted and has no checksum. */
  public static Draft of(String owner, Traits traits, String etag) {
    return new Draft(owner, traits, etag, null, Encryption.NONE);
  }
}
