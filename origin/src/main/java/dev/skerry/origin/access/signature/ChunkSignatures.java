package dev.skerry.origin.access.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Checks the signatures of a content's chunks, each of which signs its own octets and the signature
 * before it, beginning with the request's ("Signature Calculations for the Authorization Header:
 * Transferring Payload in Multiple Chunks" in the Amazon S3 API reference).
 *
 * <p>The last chunk is empty and is signed as well; after it may come a trailer section. Used by
 * one thread at a time.
 */
public final class ChunkSignatures {
  private final Claim claim;
  private final SigningKey key;
  private final MessageDigest digest = Hashes.sha256();
  private String previous;

  /** After a request whose signature is right. */
  ChunkSignatures(Claim claim, SigningKey key) {
    this.claim = claim;
    this.key = key;
    this.previous = claim.signature();
  }

  /** Adds what remains of a buffer to the chunk that is being read; its position moves. */
  public void update(ByteBuffer octets) {
    digest.update(octets);
  }

  /**
   * Ends the chunk that was read, and begins the next.
   *
   * @param signature of its {@code chunk-signature}
   * @throws RefusedException when the signature is another; nothing more can be checked then
   */
  public void endChunk(String signature) throws RefusedException {
    check(StringToSign.chunk(claim, previous, Hashes.hex(digest.digest())), signature);
  }

  /**
   * Ends the content.
   *
   * @param trailer the lines as {@code name:value\n}, names in lower case, values trimmed, without
   *     the signature
   * @param signature of the line {@code x-amz-trailer-signature}
   * @throws RefusedException when the signature is another
   */
  public void endTrailer(String trailer, String signature) throws RefusedException {
    String hash = Hashes.sha256(trailer.getBytes(StandardCharsets.ISO_8859_1));
    check(StringToSign.trailer(claim, previous, hash), signature);
  }

  private void check(String stringToSign, String signature) throws RefusedException {
    String expected = key.sign(stringToSign);
    if (!Hashes.equal(expected, signature)) {
      throw new RefusedException(
          new Refusal.WrongSignature(claim.keyId(), signature, "", stringToSign));
    }
    previous = expected;
  }
}
