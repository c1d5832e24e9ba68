package dev.skerry.origin.access.signature;

/** The texts that are signed. */
final class StringToSign {
  private StringToSign() {}

  /** That of a request. */
  static String request(Claim claim, String canonicalRequest) {
    return Claim.ALGORITHM
        + '\n'
        + claim.timestamp()
        + '\n'
        + claim.scope()
        + '\n'
        + Hashes.sha256(canonicalRequest);
  }

  /** That of a chunk of content. */
  static String chunk(Claim claim, String previous, String hash) {
    return "AWS4-HMAC-SHA256-PAYLOAD\n"
        + claim.timestamp()
        + '\n'
        + claim.scope()
        + '\n'
        + previous
        + '\n'
        + Hashes.OF_NOTHING
        + '\n'
        + hash;
  }

  /** That of a trailer section. */
  static String trailer(Claim claim, String previous, String hash) {
    return "AWS4-HMAC-SHA256-TRAILER\n"
        + claim.timestamp()
        + '\n'
        + claim.scope()
        + '\n'
        + previous
        + '\n'
        + hash;
  }
}
