package dev.skerry.origin.objects.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which access control list, and so whose bucket or object, a request leaves behind. Each
 * method throws {@link PolicyException} where ownership or the public access block forbids the
 * list.
 */
public final class NewAcls {
  private NewAcls() {}

  /** The list of a bucket that is made; {@code asked} is null where the request names none. */
  public static Acl ofNewBucket(@Nullable AskedAcl asked, String owner, ObjectOwnership ownership) {
    Acl acl = asked == null ? Acl.ownersOnly(owner) : bucketAcl(asked, owner);
    requireSuits(ownership, acl);
    return acl;
  }

  /** The list that replaces a bucket's. */
  public static Acl ofBucket(AskedAcl asked, BucketRules bucket) {
    String owner = bucket.acl().owner();
    Acl acl = bucketAcl(asked, owner);
    if (!bucket.ownership().listsCount() && !isFullControl(asked, acl, owner)) {
      throw notSupported();
    }
    bucket.publicAccess().requireMayBeSet(acl);
    return acl;
  }

  /**
   * Lets a bucket's ownership be set, or not.
   *
   * @throws PolicyException where its list grants to others, and would not count any more
   */
  public static void requireSuits(ObjectOwnership ownership, Acl bucketAcl) {
    if (!ownership.listsCount() && !bucketAcl.isOwnersOnly()) {
      throw new PolicyException(
          PolicyError.INVALID_BUCKET_ACL,
          "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }
  }

  /**
   * The list, and with it the owner, of an object that is written: by PutObject, a copy, a form or
   * an upload in parts. {@code asked} is null where the request names none.
   */
  public static Acl ofNewObject(@Nullable AskedAcl asked, Requester writer, BucketRules bucket) {
    String bucketOwner = bucket.owner().canonicalId();
    String owner = ownerOfNewObject(asked, writer, bucket);
    Acl acl = asked == null ? Acl.ownersOnly(owner) : objectAcl(asked, owner, bucketOwner);
    if (!bucket.ownership().listsCount()) {
      if (asked != null && !isFullControl(asked, acl, bucketOwner)) {
        throw notSupported();
      }
      return Acl.ownersOnly(bucketOwner);
    }
    bucket.publicAccess().requireMayBeSet(acl);
    return acl;
  }

  /** The list that replaces an object's. */
  public static Acl ofObject(AskedAcl asked, ObjectRules object, BucketRules bucket) {
    String bucketOwner = bucket.owner().canonicalId();
    if (!bucket.ownership().listsCount()) {
      Acl acl = objectAcl(asked, bucketOwner, bucketOwner);
      if (!isFullControl(asked, acl, bucketOwner)) {
        throw notSupported();
      }
      return acl;
    }
    Acl acl = objectAcl(asked, object.owner(), bucketOwner);
    bucket.publicAccess().requireMayBeSet(acl);
    return acl;
  }

  private static String ownerOfNewObject(
      @Nullable AskedAcl asked, Requester writer, BucketRules bucket) {
    boolean given =
        switch (bucket.ownership()) {
          case BUCKET_OWNER_ENFORCED -> true;
          case BUCKET_OWNER_PREFERRED ->
              asked instanceof AskedAcl.Canned(CannedAcl canned)
                  && canned == CannedAcl.BUCKET_OWNER_FULL_CONTROL;
          case OBJECT_WRITER -> false;
        };
    return given ? bucket.owner().canonicalId() : writer.canonicalId();
  }

  private static Acl bucketAcl(AskedAcl asked, String owner) {
    return switch (asked) {
      case AskedAcl.Canned(CannedAcl canned) -> canned.ofBucket(owner);
      case AskedAcl.Headers(List<Grant> grants) -> new Acl(owner, grants);
      case AskedAcl.Document document -> documented(document, owner);
    };
  }

  private static Acl objectAcl(AskedAcl asked, String owner, String bucketOwner) {
    return switch (asked) {
      case AskedAcl.Canned(CannedAcl canned) -> {
        if (canned == CannedAcl.LOG_DELIVERY_WRITE) {
          throw PolicyException.argument("Invalid canned ACL", CannedAcl.HEADER, canned.word());
        }
        yield canned.ofObject(owner, bucketOwner);
      }
      case AskedAcl.Headers(List<Grant> grants) -> new Acl(owner, grants);
      case AskedAcl.Document document -> documented(document, owner);
    };
  }

  /** A list does not give away what it is of: who is named as the owner must be it. */
  private static Acl documented(AskedAcl.Document document, String owner) {
    String named = document.owner();
    if (named != null && !named.equals(owner)) {
      throw PolicyException.accessDenied();
    }
    return new Acl(owner, document.grants());
  }

  /** Where lists do not count, the one that says what holds anyway is let pass. */
  private static boolean isFullControl(AskedAcl asked, Acl acl, String bucketOwner) {
    return asked instanceof AskedAcl.Canned(CannedAcl canned)
        ? canned == CannedAcl.BUCKET_OWNER_FULL_CONTROL
        : acl.grants().equals(List.of(Acl.full(bucketOwner)));
  }

  private static PolicyException notSupported() {
    return new PolicyException(PolicyError.ACL_NOT_SUPPORTED, "The bucket does not allow ACLs");
  }
}
