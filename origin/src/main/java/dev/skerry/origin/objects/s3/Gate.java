package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.s3.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** The one place that says whether who asks may do what is asked. May be used by any thread. */
final class Gate {
  private final AccessRows rows;

  Gate(AccessRows rows) {
    this.rows = rows;
  }

  /**
   * What is to be done.
   *
   * @param action as policies name it: {@code s3:GetObject}
   * @param key on which; null for the bucket itself
   */
  record Deed(String action, Bucket bucket, @Nullable String key) {
    /** What is done to a bucket. */
    static Deed on(String action, Bucket bucket) {
      return new Deed(action, bucket, null);
    }

    /** What is done to a key. */
    static Deed on(String action, Bucket bucket, String key) {
      return new Deed(action, bucket, key);
    }
  }

  /** What the caller may do to a bucket, as the bucket says now. */
  Rights rights(Ask ask, Bucket bucket) {
    return new Rights(ask, bucket, rows.of(bucket), rows);
  }

  /**
   * Returns if it may be done. Of what an object's list can grant {@link Rights} know more.
   *
   * @throws S3Exception {@code AccessDenied}
   */
  void require(Ask ask, Deed deed) {
    Rights rights = rights(ask, deed.bucket);
    String key = deed.key;
    if (key == null) {
      rights.require(deed.action);
    } else {
      rights.require(deed.action, Subject.of(key));
    }
  }
}
