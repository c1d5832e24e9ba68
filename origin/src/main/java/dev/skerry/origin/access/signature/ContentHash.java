package dev.skerry.origin.access.signature;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its content in {@code x-amz-content-sha256}.
 *
 * @param text as it is signed
 * @param kind how the content is to be checked
 */
public record ContentHash(String text, Kind kind) {
  /** How content is checked. */
  public enum Kind {
    /** By its hash, which is the text. */
    WHOLE(null),
    /** Not by the signature. */
    UNSIGNED("UNSIGNED-PAYLOAD"),
    /** In chunks that are not signed, with a trailer section. */
    UNSIGNED_CHUNKS_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
    /** In signed chunks. */
    SIGNED_CHUNKS("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
    /** In signed chunks, with a signed trailer section. */
    SIGNED_CHUNKS_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");

    private final @Nullable String name;

    Kind(@Nullable String name) {
      this.name = name;
    }

    /** Whether the content is in chunks with their own framing ({@code aws-chunked}). */
    public boolean chunked() {
      return this == UNSIGNED_CHUNKS_TRAILER || signedChunks();
    }

    /** Whether each chunk has a signature. */
    public boolean signedChunks() {
      return this == SIGNED_CHUNKS || this == SIGNED_CHUNKS_TRAILER;
    }
  }

  /** The field, and the parameter of a presigned URL. */
  static final String NAME = "x-amz-content-sha256";

  /** Content that the signature does not cover. */
  public static final ContentHash NOT_SIGNED = new ContentHash("UNSIGNED-PAYLOAD", Kind.UNSIGNED);

  /** The hash of content that the service has read. */
  static ContentHash of(String sha256) {
    return new ContentHash(sha256, Kind.WHOLE);
  }

  /** What a request declares, by the rules of its place. */
  static ContentHash declared(Claim claim, SignedRequest request) throws RefusedException {
    String sent = request.fields().first(NAME);
    if (sent == null && claim.place() == Place.QUERY) {
      sent = QueryParameters.of(request.query()).first("X-Amz-Content-Sha256");
      if (sent == null) {
        return NOT_SIGNED;
      }
    }
    if (sent == null) {
      throw new RefusedException(new Refusal.MissingContentHash());
    }
    return parse(sent);
  }

  static ContentHash parse(String sent) throws RefusedException {
    for (Kind kind : Kind.values()) {
      if (sent.equals(kind.name)) {
        return new ContentHash(sent, kind);
      }
    }
    if (sent.length() != Hashes.OF_NOTHING.length()
        || !sent.chars().allMatch(HexFormat::isHexDigit)) {
      throw new RefusedException(new Refusal.MalformedContentHash(sent));
    }
    return new ContentHash(sent, Kind.WHOLE);
  }

  /**
   * Compares the whole content with it.
   *
   * @param computed the hash of what was read, in lower-case hexadecimal
   * @throws RefusedException when it is another
   */
  public void check(String computed) throws RefusedException {
    if (kind == Kind.WHOLE && !text.equalsIgnoreCase(computed)) {
      throw new RefusedException(new Refusal.WrongContentHash(text, computed));
    }
  }
}
