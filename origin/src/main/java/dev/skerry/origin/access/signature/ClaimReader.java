package dev.skerry.origin.access.signature;

import static dev.skerry.origin.access.signature.Claim.ALGORITHM;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a request claims, from wherever it says so. */
public final class ClaimReader {
  static final String QUERY_ALGORITHM = "X-Amz-Algorithm";

  private static final int CREDENTIAL_PARTS = 5;

  private ClaimReader() {}

  /**
   * Reads a request's claim.
   *
   * @return null where the request is not signed at all
   * @throws RefusedException when it claims nothing that could be true
   */
  public static @Nullable Claim read(SignedRequest request) throws RefusedException {
    String authorization = authorization(request);
    QueryParameters query = QueryParameters.of(request.query());
    boolean presigned = query.first(QUERY_ALGORITHM) != null;
    if (authorization != null && presigned) {
      throw new RefusedException(new Refusal.TwoMechanisms(authorization));
    }
    if (authorization != null) {
      return HeaderClaim.read(authorization, request.fields());
    }
    return presigned ? QueryClaim.read(query) : null;
  }

  /** The field of that name, unless it says nothing, which is as if it were not there. */
  static @Nullable String authorization(SignedRequest request) {
    String sent = request.fields().first("authorization");
    return sent == null || sent.isBlank() ? null : sent;
  }

  /** The key's id, which may hold slashes, and the scope of a credential. */
  static Credential credential(Place place, String text) throws RefusedException {
    String[] parts = text.split("/", -1);
    int scope = parts.length - CREDENTIAL_PARTS + 1;
    if (scope < 1) {
      throw new RefusedException(new Refusal.MalformedCredential(place, text));
    }
    int idLength = text.length();
    for (int i = scope; i < parts.length; i++) {
      idLength -= parts[i].length() + 1;
    }
    String keyId = text.substring(0, idLength);
    if (keyId.isEmpty()) {
      throw new RefusedException(new Refusal.MalformedCredential(place, text));
    }
    return new Credential(
        keyId, new Scope(parts[scope], parts[scope + 1], parts[scope + 2], parts[scope + 3]));
  }

  static void algorithm(Place place, String named, List<String> missing, String sent)
      throws RefusedException {
    if (!named.equals(ALGORITHM)) {
      throw new RefusedException(new Refusal.OtherAlgorithm(place, named, missing, sent));
    }
  }

  static Instant timestamp(Place place, String text) throws RefusedException {
    Instant signedAt = Timestamps.parse(text);
    if (signedAt == null) {
      throw new RefusedException(new Refusal.MalformedDate(place, text));
    }
    return signedAt;
  }

  /** A key's id and a scope. */
  record Credential(String keyId, Scope scope) {}
}
