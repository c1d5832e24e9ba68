package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes keys and versions. May be used by any thread. */
public final class Deletes {
  /** So many in one transaction. */
  private static final int BATCH = 100;

  private final Engine engine;
  private final ContentStore contents;
  private final InstantSource clock;

  Deletes(Engine engine, ContentStore contents, InstantSource clock) {
    this.engine = engine;
    this.contents = contents;
    this.clock = clock;
  }

  /** Kinds of changes that a deletion tells of. */
  record Causes(ObjectChange.Kind remove, ObjectChange.Kind mark) {
    static final Causes CALL = new Causes(ObjectChange.Kind.DELETE, ObjectChange.Kind.MARK);
    static final Causes RULE = new Causes(ObjectChange.Kind.EXPIRE, ObjectChange.Kind.EXPIRE_MARK);
  }

  /**
   * Deletes a key or a version.
   *
   * @param owner of the delete marker, if one is written
   * @throws ObjectsException NO_SUCH_BUCKET, PRECONDITION_FAILED, OBJECT_LOCKED or a key that is
   *     none
   */
  public Deleted.Done delete(Bucket bucket, Deletion deletion, String owner) {
    Instant now = clock.instant();
    return engine
        .<Deleted.Done, ObjectsException>transact(
            transaction ->
                delete(
                    transaction,
                    BucketRows.require(transaction, bucket),
                    deletion,
                    owner,
                    now,
                    Causes.CALL))
        .result();
  }

  /**
   * Deletes several, in their order, some in a transaction each: one that is refused keeps none of
   * the others from being done.
   *
   * @throws ObjectsException NO_SUCH_BUCKET
   */
  public List<Deleted> deleteAll(Bucket bucket, List<Deletion> deletions, String owner) {
    List<Deleted> all = new ArrayList<>();
    for (int from = 0; from < deletions.size(); from += BATCH) {
      List<Deletion> some = deletions.subList(from, Math.min(from + BATCH, deletions.size()));
      Instant now = clock.instant();
      all.addAll(
          engine
              .<List<Deleted>, ObjectsException>transact(
                  transaction -> {
                    Bucket found = BucketRows.require(transaction, bucket);
                    List<Deleted> results = new ArrayList<>();
                    for (Deletion deletion : some) {
                      results.add(attempt(transaction, found, deletion, owner, now));
                    }
                    return results;
                  })
              .result());
    }
    return all;
  }

  /** A refusal comes before anything is written for the key. */
  private Deleted attempt(
      Transaction transaction, Bucket bucket, Deletion deletion, String owner, Instant now) {
    try {
      return delete(transaction, bucket, deletion, owner, now, Causes.CALL);
    } catch (ObjectsException e) {
      return new Deleted.Refused(e);
    }
  }

  /**
   * Lets versions expire, some in a transaction each: those that are still as they were listed, and
   * need not be kept.
   *
   * @throws ObjectsException NO_SUCH_BUCKET
   */
  void expire(Bucket bucket, List<ListedVersion> expired) {
    for (int from = 0; from < expired.size(); from += BATCH) {
      List<ListedVersion> some = expired.subList(from, Math.min(from + BATCH, expired.size()));
      Instant now = clock.instant();
      engine.<ObjectsException>write(
          transaction -> {
            Bucket found = BucketRows.require(transaction, bucket);
            some.forEach(listed -> expire(transaction, found, listed, now));
          });
    }
  }

  private void expire(Transaction transaction, Bucket bucket, ListedVersion listed, Instant now) {
    Version version = listed.version();
    KeyVersions versions = new KeyVersions(transaction, contents, bucket, version.key());
    Version current = versions.current();
    boolean latest = current != null && current.sequence() == version.sequence();
    boolean same =
        latest == listed.latest() && version.equals(latest ? current : versions.find(version.id()));
    boolean marker = version instanceof DeleteMarker;
    if (!same || (latest && marker && versions.hasOthers())) {
      return;
    }
    // A marker goes itself; of an object that is current the key is deleted.
    VersionId id = latest && !marker ? null : version.id();
    Deletion deletion = new Deletion(version.key(), id, DeleteCondition.NONE, false);
    try {
      Deleted.Done _ = delete(transaction, bucket, deletion, bucket.owner(), now, Causes.RULE);
    } catch (ObjectsException e) {
      if (e.error() != ObjectsError.OBJECT_LOCKED) {
        throw e;
      }
    }
  }

  Deleted.Done delete(
      Transaction transaction,
      Bucket bucket,
      Deletion deletion,
      String owner,
      Instant now,
      Causes causes) {
    KeyVersions versions = new KeyVersions(transaction, contents, bucket, deletion.key());
    Version current = versions.current();
    VersionId id = deletion.version();
    if (id == null && bucket.versioning() != Versioning.NEVER) {
      return mark(transaction, bucket, versions, deletion, owner, now, causes);
    }
    Version version = id == null ? current : versions.find(id);
    if (version == null) {
      return new Deleted.Done(null, null);
    }
    deletion.condition().check(version);
    Locks.checkRemoval(version, now, deletion.bypass());
    boolean latest = versions.remove(version);
    ObjectChange.emit(transaction, causes.remove(), bucket, version, now, latest);
    return new Deleted.Done(version, null);
  }

  private static Deleted.Done mark(
      Transaction transaction,
      Bucket bucket,
      KeyVersions versions,
      Deletion deletion,
      String owner,
      Instant now,
      Causes causes) {
    Version current = versions.current();
    if (!deletion.condition().isNone()) {
      if (!(current instanceof ObjectVersion)) {
        return new Deleted.Done(null, null);
      }
      deletion.condition().check(current);
    }
    Instant modified = Instant.ofEpochMilli(now.toEpochMilli());
    DeleteMarker marker =
        versions.add(
            bucket.versioning(),
            now,
            (markerId, sequence) ->
                new DeleteMarker(deletion.key(), markerId, sequence, modified, owner));
    ObjectChange.emit(transaction, causes.mark(), bucket, marker, now, true);
    return new Deleted.Done(replaced(current, marker), marker);
  }

  /** Where a null version was current and its marker took its place, it is gone. */
  private static @Nullable Version replaced(@Nullable Version before, DeleteMarker marker) {
    return before != null && before.id().isNull() && marker.id().isNull() ? before : null;
  }
}
