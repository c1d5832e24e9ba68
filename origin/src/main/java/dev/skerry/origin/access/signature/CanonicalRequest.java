package dev.skerry.origin.access.signature;

/** The text of a request of which the hash is signed. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /**
   * Writes it.
   *
   * @param path in its canonical form
   * @param contentHash what stands for the content
   */
  static String text(Claim claim, SignedRequest request, String path, String contentHash) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n').append(path).append('\n');
    String without = claim.place() == Place.QUERY ? QueryClaim.SIGNATURE : null;
    text.append(QueryParameters.of(request.query()).canonical(without)).append('\n');
    for (String name : claim.signedFields()) {
      text.append(name).append(':').append(request.canonicalField(name)).append('\n');
    }
    text.append('\n').append(String.join(";", claim.signedFields())).append('\n');
    return text.append(contentHash).toString();
  }
}
