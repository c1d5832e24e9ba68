package dev.skerry.origin.objects.policy;

/** What these rules refuse: a closed list, each with the code and status that S3 answers. */
public enum PolicyError {
  /** A bucket policy that is none. */
  MALFORMED_POLICY("MalformedPolicy", 400),
  /** An access control list that is none, or has too many grants. */
  MALFORMED_ACL("MalformedACLError", 400),
  /** A header, or a grantee, that cannot be. */
  INVALID_ARGUMENT("InvalidArgument", 400),
  /** Headers that exclude each other. */
  INVALID_REQUEST("InvalidRequest", 400),
  /** An e-mail address that no account has. */
  UNRESOLVABLE_GRANT("UnresolvableGrantByEmailAddress", 400),
  /** A list where the bucket's owner owns everything. */
  ACL_NOT_SUPPORTED("AccessControlListNotSupported", 400),
  /** A bucket whose list and object ownership exclude each other. */
  INVALID_BUCKET_ACL("InvalidBucketAclWithObjectOwnership", 400),
  /** What the public access block prevents, or another's rights. */
  ACCESS_DENIED("AccessDenied", 403);

  private final String code;
  private final int status;

  PolicyError(String code, int status) {
    this.code = code;
    this.status = status;
  }

  /** The code in the error's XML. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
