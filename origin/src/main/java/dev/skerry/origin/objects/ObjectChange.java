package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;

/**
 * What a committed transaction did to a key, or to a bucket in what its sites answer: what
 * followers of {@link #TOPIC} hear. Of a bucket there is none of what only a key has: its texts are
 * empty and its numbers 0.
 *
 * @param kind what was done
 * @param bucket its name
 * @param bucketNumber tells it from others of the name
 * @param key empty for a bucket
 * @param version the version that was written or removed, as text
 * @param sequence its place among the versions of the key
 * @param size of the object, 0 for a delete marker
 * @param etag of the object, empty for a delete marker
 * @param latest whether readers who name no version find something else than before
 */
public record ObjectChange(
    Kind kind,
    String bucket,
    long bucketNumber,
    String key,
    String version,
    long sequence,
    Instant at,
    long size,
    String etag,
    boolean latest) {
  /** Where changes are emitted. */
  public static final Topic TOPIC = new Topic("objects");

  private static final int LAYOUT = 1;

  /** What was done. New ones are added at the end, for entries have the place in the list. */
  public enum Kind {
    PUT,
    POST,
    COPY,
    COMPLETE,
    /** A version was removed for good. */
    DELETE,
    /** A delete marker was written. */
    MARK,
    TAGS,
    ACL,
    LOCK,
    /** A lifecycle rule removed a version. */
    EXPIRE,
    /** A lifecycle rule wrote a delete marker. */
    EXPIRE_MARK,
    /**
     * A bucket was made or deleted, or its website configuration set to another or deleted: any of
     * its keys may be answered otherwise than before.
     */
    BUCKET,
    /** A version in an archive was restored for some time. */
    RESTORE,
    /** A lifecycle rule moved a version to another storage class. */
    MOVE
  }

  /** Tells a change of a bucket. */
  static void emit(Transaction transaction, Bucket bucket, Instant at) {
    ObjectChange change =
        new ObjectChange(Kind.BUCKET, bucket.name(), bucket.number(), "", "", 0, at, 0, "", true);
    transaction.emit(TOPIC, change.encode());
  }

  static void emit(
      Transaction transaction,
      Kind kind,
      Bucket bucket,
      Version version,
      Instant at,
      boolean latest) {
    ObjectVersion object = version instanceof ObjectVersion one ? one : null;
    transaction.emit(
        TOPIC,
        new ObjectChange(
                kind,
                bucket.name(),
                bucket.number(),
                version.key(),
                version.id().text(),
                version.sequence(),
                at,
                object == null ? 0 : object.body().size(),
                object == null ? "" : object.body().etag(),
                latest)
            .encode());
  }

  byte[] encode() {
    return new ValueWriter()
        .octet(LAYOUT)
        .choice(Kind.values(), kind)
        .text(bucket)
        .number(bucketNumber)
        .text(key)
        .text(version)
        .number(sequence)
        .moment(at)
        .number(size)
        .text(etag)
        .flag(latest)
        .toArray();
  }

  /** The change that an entry of the feed tells. */
  public static ObjectChange decode(byte[] entry) {
    ValueReader in = new ValueReader("a change of an object", entry);
    in.layout(LAYOUT);
    ObjectChange change =
        new ObjectChange(
            in.choice(Kind.values()),
            in.text(),
            in.number(),
            in.text(),
            in.text(),
            in.number(),
            in.moment(),
            in.number(),
            in.text(),
            in.flag());
    in.end();
    return change;
  }
}
