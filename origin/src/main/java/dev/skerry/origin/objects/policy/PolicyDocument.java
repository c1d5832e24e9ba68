package dev.skerry.origin.objects.policy;

import java.util.List;

/**
 * A bucket's policy as it was read: immutable, cheap to ask, worth keeping by the version of the
 * row in which its text is.
 *
 * <p>Source: "Policies and permissions in Amazon S3" and "IAM JSON policy element reference".
 */
public final class PolicyDocument {
  /** "Bucket policies are limited to 20 KB in size." */
  public static final int MAX_OCTETS = 20 * 1024;

  /** What a policy says of a question. */
  enum Outcome {
    /** Some statement denies it. */
    DENY,
    /** None denies it, and some allows it. */
    ALLOW,
    /** None speaks of it. */
    SILENT
  }

  private final List<Statement> statements;
  private final boolean isPublic;

  PolicyDocument(List<Statement> statements) {
    this.statements = List.copyOf(statements);
    this.isPublic = statements.stream().anyMatch(PublicStatements::isPublic);
  }

  /**
   * Reads the policy that a bucket is to have.
   *
   * @param json the document in UTF-8
   * @param bucket the bucket's name: a policy speaks of no other
   * @throws PolicyException of a malformed policy, with the text that says why
   */
  public static PolicyDocument parse(byte[] json, String bucket, KnownPrincipals principals) {
    return new PolicyReader(bucket, principals).read(json);
  }

  /**
   * Reads a policy that a bucket has: as {@link #parse}, but whoever it speaks of may be gone by
   * now.
   */
  public static PolicyDocument stored(byte[] json, String bucket) {
    return parse(json, bucket, KnownPrincipals.ANYBODY);
  }

  /**
   * Whether it allows anything to the public, as GetBucketPolicyStatus says and the public access
   * block counts.
   *
   * <p>Source: "The meaning of public" in "Blocking public access to your Amazon S3 storage".
   */
  public boolean isPublic() {
    return isPublic;
  }

  /** Asks each statement that can matter: an explicit denial is stronger than any allowance. */
  Outcome evaluate(Question question) {
    Outcome outcome = Outcome.SILENT;
    for (Statement statement : statements) {
      if ((statement.denies() || outcome == Outcome.SILENT) && statement.speaksOf(question)) {
        if (statement.denies()) {
          return Outcome.DENY;
        }
        outcome = Outcome.ALLOW;
      }
    }
    return outcome;
  }
}
