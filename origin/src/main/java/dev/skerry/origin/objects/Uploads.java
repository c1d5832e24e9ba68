package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentException;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.OpenContent;
import dev.skerry.origin.objects.content.Received;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uploads in parts. May be used by any thread. */
public final class Uploads {
  private final Engine engine;
  private final ContentStore contents;
  private final ObjectsSettings settings;
  private final Completing completing;
  private final AbandonedUploads abandoned;

  Uploads(Engine engine, ContentStore contents, ObjectsSettings settings, ObjectWrites writes) {
    this.engine = engine;
    this.contents = contents;
    this.settings = settings;
    this.completing = new Completing(contents, settings, writes);
    this.abandoned = new AbandonedUploads(engine, completing);
  }

  /**
   * A page of an upload's parts.
   *
   * @param more whether there are parts behind these
   */
  public record Parts(Upload upload, List<Part> parts, boolean more) {}

  /**
   * Begins an upload.
   *
   * @throws ObjectsException NO_SUCH_BUCKET, METADATA_TOO_LARGE, or a key that is none
   */
  public Upload create(Bucket bucket, NewUpload wanted) {
    byte[] key = ObjectKeys.octets(wanted.key());
    Instant now = settings.clock().instant();
    UploadId id = new UploadId(ChronoUnit.MICROS.between(Instant.EPOCH, now), RandomIds.next());
    Upload upload =
        new Upload(
            wanted.key(),
            id,
            Instant.ofEpochMilli(now.toEpochMilli()),
            wanted.initiator(),
            wanted.owner(),
            wanted.traits(),
            wanted.encryption(),
            wanted.checksum());
    engine.<ObjectsException>write(
        transaction -> {
          BucketRows.require(transaction, bucket);
          transaction.put(RowKeys.upload(bucket.number(), key, id), upload.encode());
        });
    return upload;
  }

  /**
   * An upload that goes on.
   *
   * @throws ObjectsException NO_SUCH_UPLOAD
   */
  public Upload find(Bucket bucket, String key, UploadId id) {
    return require(engine.latest(), bucket, key, id);
  }

  static Upload require(Reads reads, Bucket bucket, String key, UploadId id) {
    byte[] value = reads.get(RowKeys.upload(bucket.number(), ObjectKeys.octets(key), id));
    if (value == null) {
      throw new ObjectsException(
          ObjectsError.NO_SUCH_UPLOAD, "there is no upload " + id + " of the key");
    }
    return Upload.decode(key, id, value);
  }

  /**
   * Keeps a part, in place of an earlier one of its number.
   *
   * @param content stays the caller's to close
   * @throws ObjectsException NO_SUCH_UPLOAD
   */
  public Part putPart(Bucket bucket, String key, UploadId id, NewPart part, Received content) {
    return contents
        .<Part, ObjectsException>commit(
            content,
            transaction -> {
              require(transaction, bucket, key, id);
              contents.take(transaction, content);
              return put(
                  transaction,
                  id,
                  new Part(
                      part.number(),
                      content.length(),
                      part.etag(),
                      part.checksum(),
                      now(),
                      content.id(),
                      0,
                      0));
            })
        .result();
  }

  /**
   * Keeps a slice of another content as a part, without copying octets.
   *
   * @param source encrypted as the upload's parts are; stays the caller's
   * @throws ObjectsException NO_SUCH_UPLOAD
   * @throws ContentException TOO_DEEP when its octets are to be {@linkplain Copies#copyOctets
   *     copied} instead
   */
  public Part copyPart(
      Bucket bucket,
      String key,
      UploadId id,
      NewPart part,
      OpenContent source,
      long offset,
      long length) {
    if (offset < 0 || length < 0 || offset + length > source.length()) {
      throw new IllegalArgumentException("a slice that is not in its content");
    }
    int depth = contents.depth(source);
    if (!contents.composes(depth)) {
      throw new ContentException(
          ContentException.Kind.TOO_DEEP, "content " + source.id() + " is of too many others");
    }
    return engine
        .<Part, ObjectsException>transact(
            transaction -> {
              require(transaction, bucket, key, id);
              contents.refer(transaction, source);
              return put(
                  transaction,
                  id,
                  new Part(
                      part.number(),
                      length,
                      part.etag(),
                      part.checksum(),
                      now(),
                      source.id(),
                      offset,
                      depth));
            })
        .result();
  }

  private Instant now() {
    return Instant.ofEpochMilli(settings.clock().millis());
  }

  private Part put(Transaction transaction, UploadId id, Part part) {
    Key row = RowKeys.part(id, part.number());
    byte[] before = transaction.get(row);
    if (before != null) {
      contents.release(transaction, Part.decode(part.number(), before).content());
    }
    transaction.put(row, part.encode());
    return part;
  }

  /**
   * Parts in the order of their numbers.
   *
   * @param after only those with greater numbers; 0 for all
   * @param limit at most so many, 0 or more
   * @throws ObjectsException NO_SUCH_UPLOAD
   */
  public Parts parts(Bucket bucket, String key, UploadId id, int after, int limit) {
    return engine.<Parts, ObjectsException>read(
        snapshot -> {
          Upload upload = require(snapshot, bucket, key, id);
          Range range = Range.prefix(RowKeys.parts(id));
          if (after > 0) {
            range = range.startingAt(RowKeys.part(id, after).next());
          }
          List<Part> parts = range(snapshot, range, limit + 1);
          boolean more = parts.size() > limit;
          return new Parts(upload, more ? parts.subList(0, limit) : parts, more);
        });
  }

  static List<Part> range(Reads reads, Range range, int limit) {
    List<Part> parts = new ArrayList<>();
    Range rest = range;
    while (!rest.isEmpty() && parts.size() < limit) {
      Rows rows = reads.scan(Scan.of(rest).upTo(limit - parts.size()));
      for (Row row : rows.rows()) {
        parts.add(Part.decode(RowKeys.partNumber(row.key()), row.value()));
      }
      rest = rows.rest();
    }
    return parts;
  }

  /**
   * Makes an object of parts, of which none is copied. The same upload completed once more answers
   * the same for a day.
   *
   * @return the object that was made
   * @throws ObjectsException NO_SUCH_UPLOAD, INVALID_PART, INVALID_PART_ORDER, ENTITY_TOO_SMALL,
   *     BAD_DIGEST, or a condition that is not met
   */
  public Completed complete(Bucket bucket, String key, UploadId id, Completion completion) {
    return engine
        .<Completed, ObjectsException>transact(
            transaction -> completing.complete(transaction, bucket, key, id, completion))
        .result();
  }

  /**
   * What a completed upload became.
   *
   * @param etag without quotation marks
   * @param checksum of the object, or null
   */
  public record Completed(
      String key,
      VersionId version,
      String etag,
      @Nullable Checksum checksum,
      Encryption encryption) {}

  /**
   * Ends an upload, and removes its parts; those that are on their way are refused.
   *
   * @throws ObjectsException NO_SUCH_UPLOAD
   */
  public void abort(Bucket bucket, String key, UploadId id) {
    engine.<ObjectsException>write(
        transaction -> {
          require(transaction, bucket, key, id);
          completing.remove(transaction, bucket, key, id);
        });
  }

  /** Forgets uploads that were completed long ago; whether there may be more of them. */
  boolean forget() {
    return completing.forget(engine);
  }

  /** Removes what deleted buckets have left of their uploads; whether there may be more of it. */
  boolean removeAbandoned() {
    return abandoned.step();
  }
}
