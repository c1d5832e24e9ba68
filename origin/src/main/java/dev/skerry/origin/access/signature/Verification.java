package dev.skerry.origin.access.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules by which a claim is believed. All methods return when the claim keeps them and throw a
 * {@link RefusedException} when it does not.
 */
public final class Verification {
  private final SignedService service;
  private final SigningKeys keys;

  /** The rules of a service. */
  public Verification(SignedService service, SigningKeys keys) {
    this.service = service;
    this.keys = keys;
  }

  /** Checks what needs no key: the scope, the time, and which fields are signed. */
  public void checkClaim(Claim claim, SignedRequest request, Instant now) throws RefusedException {
    checkScopeAndTime(claim, now);
    List<String> unsigned = unsigned(claim, request);
    if (!unsigned.isEmpty()) {
      throw new RefusedException(new Refusal.UnsignedFields(unsigned));
    }
  }

  private List<String> unsigned(Claim claim, SignedRequest request) {
    List<String> unsigned = new ArrayList<>();
    if (!claim.signedFields().contains("host")) {
      unsigned.add("host");
    }
    if (service.content() == SignedService.Content.DECLARED) {
      request
          .fields()
          .forEach(
              (name, value) -> {
                if (name.startsWith("x-amz-")
                    && !claim.signedFields().contains(name)
                    && !unsigned.contains(name)) {
                  unsigned.add(name);
                }
              });
    }
    return unsigned;
  }

  /** Checks scope and time: all that a form's claim has. */
  public void checkScopeAndTime(Claim claim, Instant now) throws RefusedException {
    List<Refusal.WrongScope.Problem> problems = Scopes.problems(claim, service);
    if (!problems.isEmpty()) {
      throw new RefusedException(new Refusal.WrongScope(claim.place(), problems));
    }
    if (claim.place() != Place.FORM) {
      checkTime(claim, now);
    }
  }

  /**
   * Checks the signature of a request.
   *
   * @return what is said of the content: checked already where the service hashes it itself
   */
  public ContentHash checkSignature(Claim claim, SignedRequest request, String secret)
      throws RefusedException {
    ContentHash content = content(claim, request);
    SigningKey key = keys.of(secret, claim.scope());
    Refusal refusal = null;
    for (String path : service.path().forms(request.path())) {
      String canonical = CanonicalRequest.text(claim, request, path, content.text());
      String stringToSign = StringToSign.request(claim, canonical);
      if (Hashes.equal(key.sign(stringToSign), claim.signature())) {
        return content;
      }
      if (refusal == null) {
        refusal =
            new Refusal.WrongSignature(claim.keyId(), claim.signature(), canonical, stringToSign);
      }
    }
    throw new RefusedException(refusal == null ? new Refusal.Missing() : refusal);
  }

  /** Checks the signature of a browser's upload: of its policy in Base64, as it was sent. */
  public void checkPolicy(Claim claim, String policy, String secret) throws RefusedException {
    String expected = keys.of(secret, claim.scope()).sign(policy);
    if (!Hashes.equal(expected, claim.signature())) {
      throw new RefusedException(
          new Refusal.WrongSignature(claim.keyId(), claim.signature(), "", policy));
    }
  }

  /** The check of the chunks that follow a request whose signature is right. */
  public ChunkSignatures chunks(Claim claim, String secret) {
    return new ChunkSignatures(claim, keys.of(secret, claim.scope()));
  }

  private ContentHash content(Claim claim, SignedRequest request) throws RefusedException {
    String computed = request.contentHash();
    if (service.content() == SignedService.Content.HASHED) {
      if (computed == null) {
        throw new IllegalArgumentException("no content hash, expected one for " + service.name());
      }
      return ContentHash.of(computed);
    }
    ContentHash declared = ContentHash.declared(claim, request);
    if (computed != null) {
      declared.check(computed);
    }
    return declared;
  }

  private void checkTime(Claim claim, Instant now) throws RefusedException {
    if (claim.place() == Place.QUERY
        && claim.expires() == null
        && service.content() == SignedService.Content.DECLARED) {
      throw new RefusedException(
          new Refusal.MissingParts(Place.QUERY, List.of("X-Amz-Expires"), ""));
    }
    Instant signedAt = claim.signedAt();
    Duration expires = claim.expires();
    if (signedAt.isAfter(now.plus(service.future()))) {
      throw new RefusedException(skewed(claim, now, service.future()));
    }
    if (expires == null && signedAt.isBefore(now.minus(service.past()))) {
      throw new RefusedException(skewed(claim, now, service.past()));
    }
    if (expires != null && now.isAfter(signedAt.plus(expires))) {
      throw new RefusedException(new Refusal.Expired(claim.timestamp(), signedAt, expires, now));
    }
  }

  private static Refusal skewed(Claim claim, Instant now, Duration allowed) {
    return new Refusal.Skewed(claim.place(), claim.timestamp(), claim.signedAt(), now, allowed);
  }
}
