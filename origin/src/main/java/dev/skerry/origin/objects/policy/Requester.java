package dev.skerry.origin.objects.policy;

import org.jspecify.annotations.Nullable;

/**
 * Who asks: an account, or nobody known.
 *
 * @param accountId 12 digits; null for nobody
 * @param canonicalId 64 hexadecimal digits, under which access control lists know the requester
 * @param arn {@code arn:aws:iam::ID:root}; null for nobody
 */
public record Requester(@Nullable String accountId, String canonicalId, @Nullable String arn) {
  /** Nobody known: whose objects belong to nobody's canonical id, which is S3's own. */
  public static final Requester ANONYMOUS =
      new Requester(null, "65a011a29cdf8ec533ec3d1ccaae921c", null);

  /** The root of an account. */
  public static Requester account(String accountId, String canonicalId) {
    return new Requester(accountId, canonicalId, "arn:aws:iam::" + accountId + ":root");
  }

  /** Whether the request is not signed. */
  public boolean anonymous() {
    return accountId == null;
  }

  boolean root() {
    return arn != null && arn.endsWith(":root");
  }

  boolean isOf(Owner owner) {
    return owner.accountId().equals(accountId);
  }
}
