package dev.skerry.origin.objects.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a bucket says about who may do what.
 *
 * @param bucket its name
 * @param region where it is, as {@code aws:RequestedRegion} names it
 * @param acl the bucket's own list
 * @param policy null where there is none
 */
public record BucketRules(
    String bucket,
    String region,
    Owner owner,
    ObjectOwnership ownership,
    Acl acl,
    PublicAccessBlock publicAccess,
    @Nullable PolicyDocument policy) {
  /** The bucket's list as it counts: that of a private bucket where lists do not. */
  Acl effectiveAcl() {
    return ownership.listsCount() ? acl : Acl.ownersOnly(owner.canonicalId());
  }
}
