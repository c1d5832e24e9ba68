package dev.skerry.origin.access.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a browser's upload ("Browser-Based Uploads Using POST" in the Amazon S3 API
 * reference).
 */
public final class FormClaim {
  /** The field that holds the policy in Base64: it is what is signed, as it was sent. */
  public static final String POLICY = "policy";

  private static final String ALGORITHM = "x-amz-algorithm";
  private static final String CREDENTIAL = "x-amz-credential";
  private static final String DATE = "x-amz-date";
  private static final String SIGNATURE = "x-amz-signature";
  private static final List<String> REQUIRED =
      List.of(POLICY, ALGORITHM, CREDENTIAL, DATE, SIGNATURE);

  private FormClaim() {}

  /**
   * Reads a form's claim.
   *
   * @param form names in lower case, and values, of the fields before the file
   * @return null where the form has neither policy nor signature
   * @throws RefusedException when it claims nothing that could be true
   */
  public static @Nullable Claim read(Map<String, String> form) throws RefusedException {
    if (!form.containsKey(POLICY) && !form.containsKey(SIGNATURE)) {
      return null;
    }
    String algorithm = form.get(ALGORITHM);
    String credential = form.get(CREDENTIAL);
    String timestamp = form.get(DATE);
    String signature = form.get(SIGNATURE);
    if (algorithm == null
        || credential == null
        || timestamp == null
        || signature == null
        || !form.containsKey(POLICY)) {
      List<String> missing = new ArrayList<>(REQUIRED);
      missing.removeAll(form.keySet());
      throw new RefusedException(new Refusal.MissingParts(Place.FORM, missing, ""));
    }
    ClaimReader.algorithm(Place.FORM, algorithm.toUpperCase(Locale.ROOT), List.of(), algorithm);
    ClaimReader.Credential who = ClaimReader.credential(Place.FORM, credential);
    Instant signedAt = ClaimReader.timestamp(Place.FORM, timestamp);
    return new Claim(
        Place.FORM,
        who.keyId(),
        who.scope(),
        timestamp,
        signedAt,
        List.of(),
        signature,
        null,
        form.get("x-amz-security-token"));
  }
}
