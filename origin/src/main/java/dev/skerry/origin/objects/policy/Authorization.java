package dev.skerry.origin.objects.policy;

import java.util.Set;

/**
 * Decides questions: first what the policy denies, then what it allows, then what is the owner's,
 * then what lists grant.
 *
 * <p>Two rules of S3 are easily missed. A list is asked for the owner, too: who removed the own
 * grant of a bucket can neither list nor write, though always read and write the list. And a
 * bucket's policy allows nothing on an object that another account owns: that account's list does;
 * the bucket's owner can deny it and delete it.
 *
 * <p>Source: "How Amazon S3 authorizes a request" and "Access control list (ACL) overview".
 */
public final class Authorization {
  /** What the root of the owner's account may always do, so that it cannot lock itself out. */
  private static final Set<Action> NEVER_DENIED =
      Set.of(Action.GET_BUCKET_POLICY, Action.PUT_BUCKET_POLICY, Action.DELETE_BUCKET_POLICY);

  /** What an upload in parts lets the one do who began it. */
  private static final Set<Action> OF_INITIATOR =
      Set.of(Action.ABORT_MULTIPART_UPLOAD, Action.LIST_MULTIPART_UPLOAD_PARTS);

  private Authorization() {}

  /**
   * Whether it may be done.
   *
   * <p>For an object that is not there a requester is told so only who may list the bucket: ask
   * {@link Question#onBucket} with {@link Action#LIST_BUCKET}, too.
   */
  public static Verdict decide(Question question) {
    BucketRules bucket = question.bucket();
    boolean own = question.requester().isOf(bucket.owner());
    if (own && question.requester().root() && NEVER_DENIED.contains(question.action())) {
      return Verdict.ALLOWED_BY_OWNERSHIP;
    }
    PolicyDocument policy = bucket.policy();
    if (policy != null) {
      PolicyDocument.Outcome outcome = policy.evaluate(question);
      if (outcome == PolicyDocument.Outcome.DENY) {
        return Verdict.DENIED_BY_POLICY;
      }
      if (!own && bucket.publicAccess().restrictPublicBuckets() && policy.isPublic()) {
        return Verdict.DENIED_BY_PUBLIC_ACCESS_BLOCK;
      }
      if (outcome == PolicyDocument.Outcome.ALLOW && mayBeAllowedByPolicy(question)) {
        return Verdict.ALLOWED_BY_POLICY;
      }
    }
    if (own && ownerMay(question)) {
      return Verdict.ALLOWED_BY_OWNERSHIP;
    }
    return Lists.grant(question) ? Verdict.ALLOWED_BY_ACL : Verdict.NOT_GRANTED;
  }

  /**
   * Whether a part of an upload may be listed, or the upload aborted: what {@link #decide} says, or
   * by whoever began it unless the policy denies it.
   *
   * @param initiator the canonical id of whoever began it
   */
  public static Verdict decide(Question question, String initiator) {
    Verdict verdict = decide(question);
    boolean theirs =
        verdict == Verdict.NOT_GRANTED
            && OF_INITIATOR.contains(question.action())
            && !question.requester().anonymous()
            && question.requester().canonicalId().equals(initiator);
    return theirs ? Verdict.ALLOWED_BY_OWNERSHIP : verdict;
  }

  /** Whether a requester may make buckets and list the own ones: everybody known may. */
  public static boolean mayHaveBuckets(Requester requester) {
    return !requester.anonymous();
  }

  private static boolean mayBeAllowedByPolicy(Question question) {
    return !question.ownersDiffer() || !Lists.OF_OBJECTS_OWNER.contains(question.action());
  }

  private static boolean ownerMay(Question question) {
    Action action = question.action();
    if (Lists.OF_OBJECTS_OWNER.contains(action)) {
      return !Lists.governs(action) && !question.ownersDiffer();
    }
    return !Lists.governs(action);
  }
}
