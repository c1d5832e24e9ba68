package dev.skerry.origin.access.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a presigned URL. */
final class QueryClaim {
  static final String SIGNATURE = "X-Amz-Signature";

  private static final String CREDENTIAL = "X-Amz-Credential";
  private static final String DATE = "X-Amz-Date";
  private static final String SIGNED_FIELDS = "X-Amz-SignedHeaders";
  private static final List<String> REQUIRED = List.of(CREDENTIAL, SIGNATURE, SIGNED_FIELDS, DATE);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MOST_DIGITS = 18;

  private QueryClaim() {}

  static Claim read(QueryParameters query) throws RefusedException {
    String algorithm = query.first(ClaimReader.QUERY_ALGORITHM);
    ClaimReader.algorithm(Place.QUERY, algorithm == null ? "" : algorithm, missing(query), "");
    String credential = query.first(CREDENTIAL);
    String signature = query.first(SIGNATURE);
    String signedFields = query.first(SIGNED_FIELDS);
    String timestamp = query.first(DATE);
    if (credential == null || signature == null || signedFields == null || timestamp == null) {
      throw new RefusedException(new Refusal.MissingParts(Place.QUERY, missing(query), ""));
    }
    ClaimReader.Credential who = ClaimReader.credential(Place.QUERY, credential);
    Instant signedAt = ClaimReader.timestamp(Place.QUERY, timestamp);
    return new Claim(
        Place.QUERY,
        who.keyId(),
        who.scope(),
        timestamp,
        signedAt,
        HeaderClaim.names(signedFields),
        signature,
        expires(query.first("X-Amz-Expires")),
        query.first("X-Amz-Security-Token"));
  }

  private static List<String> missing(QueryParameters query) {
    List<String> missing = new ArrayList<>(REQUIRED);
    missing.removeIf(name -> query.first(name) != null);
    String algorithm = query.first(ClaimReader.QUERY_ALGORITHM);
    if (algorithm == null || algorithm.isEmpty()) {
      missing.addFirst(ClaimReader.QUERY_ALGORITHM);
    }
    return missing;
  }

  private static @Nullable Duration expires(@Nullable String text) throws RefusedException {
    if (text == null) {
      return null;
    }
    String digits = text.startsWith("-") ? text.substring(1) : text;
    if (digits.isEmpty()
        || digits.length() > MOST_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new RefusedException(
          new Refusal.MalformedExpiry(text, Refusal.MalformedExpiry.Fault.NOT_A_NUMBER));
    }
    Duration expires = Duration.ofSeconds(Long.parseLong(text));
    if (expires.isNegative()) {
      throw new RefusedException(
          new Refusal.MalformedExpiry(text, Refusal.MalformedExpiry.Fault.NEGATIVE));
    }
    if (expires.compareTo(LONGEST) > 0) {
      throw new RefusedException(
          new Refusal.MalformedExpiry(text, Refusal.MalformedExpiry.Fault.TOO_LONG));
    }
    return expires;
  }
}
