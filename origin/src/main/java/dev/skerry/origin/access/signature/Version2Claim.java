package dev.skerry.origin.access.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request for objects says of a signature of version 2, read but not believed; of its time,
 * checked. Clients still make them where nobody tells them otherwise: boto3 in URLs and forms.
 * ("Signing and authenticating REST requests" and "Browser-based uploads using POST", both for AWS
 * signature version 2, in the Amazon S3 user guide.)
 *
 * @param place where it says so
 * @param keyId of the access key
 * @param signature in Base64, if it is right
 * @param date as it is signed: of a URL the second in which it ends, of a form empty
 * @param token the session token that was sent along, or null
 */
public record Version2Claim(
    Place place, String keyId, String signature, String date, @Nullable String token) {
  private static final String SCHEME = "AWS ";
  private static final String KEY = "AWSAccessKeyId";
  private static final String SIGNATURE = "Signature";
  private static final String EXPIRES = "Expires";
  private static final String FORM_KEY = "awsaccesskeyid";
  private static final String FORM_SIGNATURE = "signature";
  private static final String TOKEN = "x-amz-security-token";
  private static final int MOST_DIGITS = 11;

  /**
   * Reads a request's claim.
   *
   * @return null where the request is signed in another way, or not at all
   * @throws RefusedException when it claims nothing that could be true now
   */
  public static @Nullable Version2Claim read(
      SignedRequest request, SignedService service, Instant now) throws RefusedException {
    QueryParameters query = QueryParameters.of(request.query());
    String authorization = ClaimReader.authorization(request);
    boolean presigned =
        (query.first(KEY) != null || query.first(SIGNATURE) != null)
            && query.first(ClaimReader.QUERY_ALGORITHM) == null;
    if (presigned && authorization != null) {
      throw new RefusedException(new Refusal.TwoMechanisms(authorization));
    }
    if (presigned) {
      return ofQuery(query, now);
    }
    return authorization != null && authorization.startsWith(SCHEME)
        ? ofField(authorization, request, service, now)
        : null;
  }

  private static Version2Claim ofQuery(QueryParameters query, Instant now) throws RefusedException {
    String key = query.first(KEY);
    String signature = query.first(SIGNATURE);
    String expires = query.first(EXPIRES);
    if (key == null || signature == null || expires == null) {
      throw new RefusedException(
          new Refusal.MalformedUrl(
              "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
                  + " parameters"));
    }
    boolean number =
        !expires.isEmpty()
            && expires.length() <= MOST_DIGITS
            && expires.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw new RefusedException(
          new Refusal.MalformedUrl("Invalid date (should be seconds since epoch): " + expires));
    }
    Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
    if (now.isAfter(end)) {
      throw new RefusedException(new Refusal.Expired(expires, end, Duration.ZERO, now));
    }
    return new Version2Claim(Place.QUERY, key, signature, expires, query.first(TOKEN));
  }

  private static Version2Claim ofField(
      String authorization, SignedRequest request, SignedService service, Instant now)
      throws RefusedException {
    String pair = authorization.substring(SCHEME.length()).strip();
    int colon = pair.lastIndexOf(':');
    if (colon <= 0) {
      throw new RefusedException(
          new Refusal.OtherAlgorithm(Place.HEADER, "", List.of(), authorization));
    }
    boolean amazons = request.fields().contains("x-amz-date");
    String date = request.canonicalField(amazons ? "x-amz-date" : "date");
    checkTime(date, authorization, service, now);
    return new Version2Claim(
        Place.HEADER,
        pair.substring(0, colon),
        pair.substring(colon + 1),
        amazons ? "" : date,
        request.fields().first(TOKEN));
  }

  private static void checkTime(
      String date, String authorization, SignedService service, Instant now)
      throws RefusedException {
    if (date.isEmpty()) {
      throw new RefusedException(new Refusal.MissingDate(authorization));
    }
    // As clients of this version write the time zone, too.
    Instant signedAt = Timestamps.parseDateField(date.replace("+0000", "GMT"));
    if (signedAt == null) {
      throw new RefusedException(new Refusal.MalformedDate(Place.HEADER, date));
    }
    Duration allowed = signedAt.isAfter(now) ? service.future() : service.past();
    if (Duration.between(signedAt, now).abs().compareTo(allowed) > 0) {
      throw new RefusedException(new Refusal.Skewed(Place.HEADER, date, signedAt, now, allowed));
    }
  }

  /**
   * Reads a form's claim.
   *
   * @param form names in lower case, and values, of the fields before the file
   * @return null where the form is signed in another way, or not at all
   * @throws RefusedException when it claims nothing that could be true
   */
  public static @Nullable Version2Claim read(Map<String, String> form) throws RefusedException {
    String key = form.get(FORM_KEY);
    String signature = form.get(FORM_SIGNATURE);
    if (key == null && signature == null) {
      return null;
    }
    if (key == null || signature == null || !form.containsKey(FormClaim.POLICY)) {
      List<String> missing = new ArrayList<>(List.of(KEY, FORM_SIGNATURE, FormClaim.POLICY));
      missing.removeIf(name -> form.containsKey(name.equals(KEY) ? FORM_KEY : name));
      throw new RefusedException(new Refusal.MissingParts(Place.FORM, missing, ""));
    }
    return new Version2Claim(Place.FORM, key, signature, "", form.get(TOKEN));
  }

  /**
   * Returns if the signature is that of a text under the key's secret.
   *
   * @param texts forms of it, of which one is enough; each char is an octet
   */
  public void check(List<String> texts, String secret) throws RefusedException {
    for (String text : texts) {
      if (Hashes.equal(Hashes.base64Sha1(secret, text), signature)) {
        return;
      }
    }
    throw new RefusedException(new Refusal.WrongSignature(keyId, signature, "", texts.getFirst()));
  }
}
