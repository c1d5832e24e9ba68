package dev.skerry.origin.objects.policy;

import org.jspecify.annotations.Nullable;

/**
 * May a requester do an action on a bucket, or on an object in it.
 *
 * @param key the object's, without a slash before it; null for actions on the bucket
 * @param object what the object says; null for actions on the bucket, where there is no such object
 *     yet, and where the action does not ask for it ({@link Action#PUT_OBJECT})
 */
public record Question(
    Requester requester,
    Action action,
    BucketRules bucket,
    @Nullable String key,
    @Nullable ObjectRules object,
    RequestFacts request) {
  /** The same requester's question about the bucket itself. */
  public Question onBucket(Action other) {
    return new Question(requester, other, bucket, null, null, request);
  }

  /** The same requester's question about another action on the same object. */
  public Question with(Action other) {
    return new Question(requester, other, bucket, key, object, request);
  }

  /** The canonical id of whoever owns what is asked for. */
  String objectOwner() {
    return object == null || !bucket.ownership().listsCount()
        ? bucket.owner().canonicalId()
        : object.owner();
  }

  boolean ownersDiffer() {
    return !objectOwner().equals(bucket.owner().canonicalId());
  }
}
