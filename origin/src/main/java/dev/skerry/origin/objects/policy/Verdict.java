package dev.skerry.origin.objects.policy;

/** Whether it may be done, and by what. All that is not allowed is {@code AccessDenied}. */
public enum Verdict {
  /** The bucket is the requester's, or the upload in parts is. */
  ALLOWED_BY_OWNERSHIP(true),
  /** The policy allows it. */
  ALLOWED_BY_POLICY(true),
  /** A grant in the list of the bucket or the object allows it. */
  ALLOWED_BY_ACL(true),
  /** The policy denies it, whoever else allows it. */
  DENIED_BY_POLICY(false),
  /** The policy is public, and public buckets are restricted to their owner's account. */
  DENIED_BY_PUBLIC_ACCESS_BLOCK(false),
  /** Nobody allows it. */
  NOT_GRANTED(false);

  private final boolean allowed;

  Verdict(boolean allowed) {
    this.allowed = allowed;
  }

  /** Whether it may be done. */
  public boolean allowed() {
    return allowed;
  }
}
