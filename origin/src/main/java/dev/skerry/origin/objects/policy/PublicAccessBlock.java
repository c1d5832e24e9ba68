package dev.skerry.origin.objects.policy;

/**
 * What a bucket withholds from the public, whatever its policy and lists say.
 *
 * <p>Source: "Blocking public access to your Amazon S3 storage". A bucket without the setting has
 * {@link #NOTHING}.
 *
 * @param blockPublicAcls lists that grant to the public cannot be set
 * @param ignorePublicAcls grants to the public do not count
 * @param blockPublicPolicy a policy that is public cannot be set
 * @param restrictPublicBuckets while the policy is public, only the owner's account gets in
 */
public record PublicAccessBlock(
    boolean blockPublicAcls,
    boolean ignorePublicAcls,
    boolean blockPublicPolicy,
    boolean restrictPublicBuckets) {
  /** Nothing withheld. */
  public static final PublicAccessBlock NOTHING = new PublicAccessBlock(false, false, false, false);

  /**
   * Lets a policy be set, or not.
   *
   * @throws PolicyException of denied access, for a public policy where such are blocked
   */
  public void requireMayBeSet(PolicyDocument policy) {
    if (blockPublicPolicy && policy.isPublic()) {
      throw PolicyException.accessDenied();
    }
  }

  void requireMayBeSet(Acl acl) {
    if (blockPublicAcls && acl.isPublic()) {
      throw PolicyException.accessDenied();
    }
  }
}
