package dev.skerry.origin.objects;

/**
 * Where an object is to be written.
 *
 * @param condition on what is there
 * @param cause what the change feed tells
 */
public record Target(Bucket bucket, String key, WriteCondition condition, ObjectChange.Kind cause) {
  /** A key, whatever is there. */
  public static Target of(Bucket bucket, String key) {
    return new Target(bucket, key, WriteCondition.NONE, ObjectChange.Kind.PUT);
  }

  /** The same under a condition. */
  public Target when(WriteCondition changed) {
    return new Target(bucket, key, changed, cause);
  }

  /** The same for another cause. */
  public Target by(ObjectChange.Kind changed) {
    return new Target(bucket, key, condition, changed);
  }
}
