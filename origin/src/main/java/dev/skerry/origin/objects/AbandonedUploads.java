package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.util.List;

/**
 * The uploads that were going on in buckets when those were deleted. Nobody can name them any more;
 * they are removed behind the calls, one in a transaction. One thread at a time.
 */
final class AbandonedUploads {
  private final Engine engine;
  private final Completing completing;

  AbandonedUploads(Engine engine, Completing completing) {
    this.engine = engine;
    this.completing = completing;
  }

  /** Notes that the transaction deletes a bucket, if uploads are going on there. */
  static void note(Transaction transaction, Bucket bucket) {
    if (!first(transaction, bucket.number()).isEmpty()) {
      transaction.put(RowKeys.abandoned(bucket.number()), new byte[0]);
    }
  }

  private static List<Row> first(Transaction transaction, long bucket) {
    Range uploads = Range.prefix(RowKeys.uploads(bucket));
    return transaction.scan(Scan.of(uploads).upTo(1)).rows();
  }

  /** Removes one; whether there may be more. */
  boolean step() {
    return engine
        .<Boolean, RuntimeException>transact(
            transaction -> {
              List<Row> noted = transaction.scan(Scan.of(RowKeys.allAbandoned()).upTo(1)).rows();
              if (noted.isEmpty()) {
                return false;
              }
              Key note = noted.getFirst().key();
              List<Row> uploads = first(transaction, RowKeys.abandoned(note));
              if (uploads.isEmpty()) {
                transaction.delete(note);
              } else {
                Key upload = uploads.getFirst().key();
                completing.remove(transaction, upload, RowKeys.uploadId(upload));
              }
              return true;
            })
        .result();
  }
}
