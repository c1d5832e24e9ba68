package dev.skerry.origin.objects.policy;

import dev.skerry.origin.objects.policy.Grantee.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A list that a request asks for by name, in {@code x-amz-acl}. Source: "Canned ACL". */
public enum CannedAcl {
  PRIVATE("private"),
  PUBLIC_READ("public-read"),
  PUBLIC_READ_WRITE("public-read-write"),
  AUTHENTICATED_READ("authenticated-read"),
  /** Lets the account read under which EC2 reads images. */
  AWS_EXEC_READ("aws-exec-read"),
  /** For objects; a bucket ignores it. */
  BUCKET_OWNER_READ("bucket-owner-read"),
  /** For objects; a bucket ignores it. */
  BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control"),
  /** For buckets. */
  LOG_DELIVERY_WRITE("log-delivery-write");

  /** The header that names it. */
  public static final String HEADER = "x-amz-acl";

  private static final String EC2 =
      "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

  private final String word;

  CannedAcl(String word) {
    this.word = word;
  }

  /** As the header has it. */
  public String word() {
    return word;
  }

  static Optional<CannedAcl> of(String word) {
    return Arrays.stream(values()).filter(canned -> canned.word.equals(word)).findFirst();
  }

  /** The list of a bucket. */
  public Acl ofBucket(String owner) {
    return this == BUCKET_OWNER_READ || this == BUCKET_OWNER_FULL_CONTROL
        ? Acl.ownersOnly(owner)
        : ofObject(owner, owner);
  }

  /** The list of an object. */
  public Acl ofObject(String owner, String bucketOwner) {
    List<Grant> grants = new ArrayList<>();
    grants.add(Acl.full(owner));
    switch (this) {
      case PRIVATE -> {}
      case PUBLIC_READ -> grants.add(new Grant(Group.ALL_USERS, Permission.READ));
      case PUBLIC_READ_WRITE -> {
        grants.add(new Grant(Group.ALL_USERS, Permission.READ));
        grants.add(new Grant(Group.ALL_USERS, Permission.WRITE));
      }
      case AUTHENTICATED_READ -> grants.add(new Grant(Group.AUTHENTICATED_USERS, Permission.READ));
      case AWS_EXEC_READ -> grants.add(new Grant(new Grantee.Canonical(EC2), Permission.READ));
      case BUCKET_OWNER_READ -> {
        if (!owner.equals(bucketOwner)) {
          grants.add(new Grant(new Grantee.Canonical(bucketOwner), Permission.READ));
        }
      }
      case BUCKET_OWNER_FULL_CONTROL -> {
        if (!owner.equals(bucketOwner)) {
          grants.add(Acl.full(bucketOwner));
        }
      }
      case LOG_DELIVERY_WRITE -> {
        grants.add(new Grant(Group.LOG_DELIVERY, Permission.WRITE));
        grants.add(new Grant(Group.LOG_DELIVERY, Permission.READ_ACP));
      }
    }
    return new Acl(owner, grants);
  }
}
