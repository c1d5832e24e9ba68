package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Reads;
import org.jspecify.annotations.Nullable;

/** Reads the rows of buckets. */
final class BucketRows {
  private BucketRows() {}

  static @Nullable Bucket find(Reads reads, String name) {
    byte[] value = reads.get(RowKeys.bucket(name));
    return value == null ? null : Bucket.decode(name, value);
  }

  /** The bucket as it is now; throws NO_SUCH_BUCKET when it was deleted since it was found. */
  static Bucket require(Reads reads, Bucket known) {
    Bucket now = find(reads, known.name());
    if (now == null || now.number() != known.number()) {
      throw new ObjectsException(
          ObjectsError.NO_SUCH_BUCKET, "the bucket " + known.name() + " is not there");
    }
    return now;
  }
}
