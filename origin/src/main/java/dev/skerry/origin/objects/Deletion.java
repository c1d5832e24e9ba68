package dev.skerry.origin.objects;

import org.jspecify.annotations.Nullable;

/**
 * What is to be deleted.
 *
 * @param version null for the key: that writes a delete marker where the bucket keeps versions
 * @param bypass whether the caller may, and wants to, bypass governance
 */
public record Deletion(
    String key, @Nullable VersionId version, DeleteCondition condition, boolean bypass) {
  /** A key. */
  public static Deletion of(String key) {
    return new Deletion(key, null, DeleteCondition.NONE, false);
  }

  /** A version of a key. */
  public static Deletion of(String key, VersionId version) {
    return new Deletion(key, version, DeleteCondition.NONE, false);
  }
}
