package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.ObjectLock.Retention;
import dev.skerry.origin.objects.content.ContentId;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.row.Octets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes objects, and changes what a version has beside its octets. May be used by any thread. */
public final class ObjectWrites {
  private final Engine engine;
  private final ContentStore contents;
  private final InstantSource clock;

  ObjectWrites(Engine engine, ContentStore contents, InstantSource clock) {
    this.engine = engine;
    this.contents = contents;
    this.clock = clock;
  }

  /** The octets of an object that is written: what its body has of them. */
  record Octet(ContentId content, long size, int parts) {}

  /**
   * Writes an object: it is there, whole and for good, when this returns.
   *
   * @param content stays the caller's to close
   * @throws ObjectsException NO_SUCH_BUCKET, a key that is none, METADATA_TOO_LARGE, or a condition
   *     that is not met
   */
  public ObjectVersion put(Target target, Draft draft, Received content) {
    ObjectKeys.octets(target.key());
    return contents
        .<ObjectVersion, ObjectsException>commit(
            content,
            transaction -> {
              ObjectVersion version =
                  put(
                      transaction,
                      target,
                      draft,
                      new Octet(content.id(), content.length(), 0),
                      clock.instant());
              contents.take(transaction, content);
              return version;
            })
        .result();
  }

  /** Writes an object of octets to which the transaction has a reference. */
  ObjectVersion put(
      Transaction transaction, Target target, Draft draft, Octet octets, Instant moment) {
    Instant now = Instant.ofEpochMilli(moment.toEpochMilli());
    Bucket bucket = BucketRows.require(transaction, target.bucket());
    KeyVersions versions = new KeyVersions(transaction, contents, bucket, target.key());
    target.condition().check(versions.current());
    Body body =
        new Body(
            octets.content(),
            octets.size(),
            draft.etag(),
            draft.checksum(),
            octets.parts(),
            draft.encryption());
    ObjectVersion version =
        versions.add(
            bucket.versioning(),
            moment,
            (id, sequence) ->
                new ObjectVersion(
                    target.key(), id, sequence, now, draft.owner(), body, draft.traits()));
    ObjectChange.emit(transaction, target.cause(), bucket, version, now, true);
    return version;
  }

  /**
   * Gives a version, of no id the current one, other tags.
   *
   * @throws ObjectsException NO_SUCH_BUCKET, NO_SUCH_KEY, NO_SUCH_VERSION, IS_DELETE_MARKER or
   *     METADATA_TOO_LARGE, as each of these changes
   */
  public ObjectVersion setTags(Bucket bucket, String key, @Nullable VersionId id, List<Tag> tags) {
    return change(
        bucket,
        key,
        id,
        ObjectChange.Kind.TAGS,
        object -> object.with(object.traits().withTags(tags)));
  }

  /** Gives a version, of no id the current one, another ACL. */
  public ObjectVersion setAcl(Bucket bucket, String key, @Nullable VersionId id, Octets acl) {
    return change(
        bucket,
        key,
        id,
        ObjectChange.Kind.ACL,
        object -> object.with(object.traits().withAcl(acl)));
  }

  /**
   * Gives a version, of no id the current one, another retention, or none for null.
   *
   * @param bypass whether the caller may, and wants to, bypass governance
   * @throws ObjectsException also INVALID_BUCKET_STATE where versions cannot be locked, and
   *     OBJECT_LOCKED
   */
  public ObjectVersion setRetention(
      Bucket bucket,
      String key,
      @Nullable VersionId id,
      @Nullable Retention retention,
      boolean bypass) {
    Instant now = clock.instant();
    return lock(
        bucket,
        key,
        id,
        object -> {
          Locks.checkRetention(object, retention, now, bypass);
          return object.traits().lock().with(retention);
        });
  }

  /**
   * Puts a legal hold on a version, of no id the current one, or takes it away.
   *
   * @throws ObjectsException also INVALID_BUCKET_STATE where versions cannot be locked
   */
  public ObjectVersion setLegalHold(Bucket bucket, String key, @Nullable VersionId id, boolean on) {
    return lock(bucket, key, id, object -> object.traits().lock().withLegalHold(on));
  }

  /**
   * Lets a version that is in an archive be read until a moment.
   *
   * @throws ObjectsException also INVALID_OBJECT_STATE for one that is in none
   */
  public ObjectVersion restore(Bucket bucket, String key, VersionId id, Instant until) {
    return change(
        bucket,
        key,
        id,
        ObjectChange.Kind.RESTORE,
        object -> {
          if (!object.traits().isArchived()) {
            throw new ObjectsException(
                ObjectsError.INVALID_OBJECT_STATE, "the version is in no archive");
          }
          return object.with(object.traits().withRestoredUntil(until));
        });
  }

  private ObjectVersion lock(
      Bucket bucket,
      String key,
      @Nullable VersionId id,
      java.util.function.Function<ObjectVersion, ObjectLock> locking) {
    if (!bucket.lock()) {
      throw new ObjectsException(
          ObjectsError.INVALID_BUCKET_STATE, "versions of the bucket cannot be locked");
    }
    return change(
        bucket,
        key,
        id,
        ObjectChange.Kind.LOCK,
        object -> object.with(object.traits().withLock(locking.apply(object))));
  }

  private ObjectVersion change(
      Bucket known,
      String key,
      @Nullable VersionId id,
      ObjectChange.Kind kind,
      UnaryOperator<ObjectVersion> changing) {
    return engine
        .<ObjectVersion, ObjectsException>transact(
            transaction -> {
              Bucket bucket = BucketRows.require(transaction, known);
              KeyVersions versions = new KeyVersions(transaction, contents, bucket, key);
              Version current = versions.current();
              Version found = id == null ? current : versions.find(id);
              ObjectVersion changed = changing.apply(object(found, id));
              versions.replace(changed);
              boolean latest = current != null && current.sequence() == changed.sequence();
              ObjectChange.emit(transaction, kind, bucket, changed, clock.instant(), latest);
              return changed;
            })
        .result();
  }

  private static ObjectVersion object(@Nullable Version found, @Nullable VersionId id) {
    return switch (found) {
      case null ->
          throw id == null
              ? new ObjectsException(ObjectsError.NO_SUCH_KEY, "there is no such key")
              : new ObjectsException(ObjectsError.NO_SUCH_VERSION, "there is no version " + id);
      case DeleteMarker marker ->
          throw new ObjectsException(
              ObjectsError.IS_DELETE_MARKER, "the version " + marker.id() + " is a delete marker");
      case ObjectVersion object -> object;
    };
  }
}
