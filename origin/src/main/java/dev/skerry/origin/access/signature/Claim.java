package dev.skerry.origin.access.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature, read but not believed.
 *
 * @param place where it says so
 * @param keyId of the access key
 * @param scope of the signing key
 * @param timestamp when it was signed, as it is signed: {@code 20260102T030405Z}
 * @param signedAt the same
 * @param signedFields names of the fields that are signed, in lower case, sorted; empty for a form
 * @param signature 64 hexadecimal digits, if it is right
 * @param expires for how long it is good from then on; null where the service says so
 * @param token the session token that was sent along, or null
 */
public record Claim(
    Place place,
    String keyId,
    Scope scope,
    String timestamp,
    Instant signedAt,
    List<String> signedFields,
    String signature,
    @Nullable Duration expires,
    @Nullable String token) {
  /** The one algorithm. */
  public static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** Keeps a copy of the list. */
  public Claim {
    signedFields = List.copyOf(signedFields);
  }
}
