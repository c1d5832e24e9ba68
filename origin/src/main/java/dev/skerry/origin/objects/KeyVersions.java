package dev.skerry.origin.objects;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one key in one transaction. The newest is always the current one, and a key that
 * has versions has a current one.
 */
final class KeyVersions {
  private final Transaction transaction;
  private final ContentStore contents;
  private final long bucket;
  private final String key;
  private final byte[] octets;

  KeyVersions(Transaction transaction, ContentStore contents, Bucket bucket, String key) {
    this.transaction = transaction;
    this.contents = contents;
    this.bucket = bucket.number();
    this.key = key;
    this.octets = ObjectKeys.octets(key);
  }

  /** Makes a version of its place. */
  interface Making<V extends Version> {
    V of(VersionId id, long sequence);
  }

  /** What is there now, or null. */
  @Nullable Version current() {
    byte[] value = transaction.get(RowKeys.current(bucket, octets));
    return value == null ? null : VersionCodec.decode(key, value);
  }

  /** The version of an id, or null. */
  @Nullable Version find(VersionId id) {
    Version current = current();
    if (current == null || current.id().equals(id)) {
      return current;
    }
    long sequence = id.isNull() ? nullSequence() : id.sequence();
    if (sequence == 0) {
      return null;
    }
    byte[] value = transaction.get(RowKeys.version(bucket, octets, sequence));
    Version found = value == null ? null : VersionCodec.decode(key, value);
    return found != null && found.id().equals(id) ? found : null;
  }

  /** The sequence of the null version that is not current, or 0. */
  private long nullSequence() {
    byte[] value = transaction.get(RowKeys.nullVersion(bucket, octets));
    return value == null ? 0 : new ValueReader("a null version", value).fixed64();
  }

  /**
   * Puts a new version in place of the current one, which is kept if the bucket keeps versions.
   *
   * @throws ObjectsException OBJECT_LOCKED when a version would have to go that must be kept
   */
  <V extends Version> V add(Versioning versioning, Instant now, Making<V> making) {
    Version before = current();
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    long sequence = before == null ? micros : Math.max(micros, before.sequence() + 1);
    boolean named = versioning == Versioning.ENABLED;
    VersionId id = named ? new VersionId(sequence, RandomIds.next()) : VersionId.NULL;
    if (before != null && !named && before.id().isNull()) {
      discard(before, now);
    } else if (before != null) {
      moveAside(before);
    }
    if (!named && before != null && !before.id().isNull()) {
      removeNullAside(now);
    }
    V version = making.of(id, sequence);
    transaction.put(RowKeys.current(bucket, octets), VersionCodec.encode(version));
    return version;
  }

  private void moveAside(Version version) {
    transaction.put(
        RowKeys.version(bucket, octets, version.sequence()), VersionCodec.encode(version));
    if (version.id().isNull()) {
      transaction.put(
          RowKeys.nullVersion(bucket, octets),
          new ValueWriter().fixed64(version.sequence()).toArray());
    }
  }

  private void removeNullAside(Instant now) {
    long sequence = nullSequence();
    if (sequence != 0) {
      Key row = RowKeys.version(bucket, octets, sequence);
      byte[] value = transaction.get(row);
      if (value == null) {
        throw new EngineException.Corrupt(
            "the null version of a key is not where it should be", null);
      }
      discard(VersionCodec.decode(key, value), now);
      transaction.delete(row);
      transaction.delete(RowKeys.nullVersion(bucket, octets));
    }
  }

  /** Lets go of what a version has that is replaced. */
  private void discard(Version version, Instant now) {
    if (version instanceof ObjectVersion object) {
      if (object.traits().lock().keeps(now, false)) {
        throw Locks.locked(object);
      }
      contents.release(transaction, object.body().content());
    }
  }

  /** Whether there is a version beside the current one. */
  boolean hasOthers() {
    Range others = Range.prefix(RowKeys.versions(bucket, octets));
    return !transaction.scan(Scan.of(others).upTo(1)).rows().isEmpty();
  }

  /** Puts a version in place of itself. */
  void replace(Version version) {
    Version current = current();
    boolean isCurrent = current != null && current.sequence() == version.sequence();
    transaction.put(
        isCurrent
            ? RowKeys.current(bucket, octets)
            : RowKeys.version(bucket, octets, version.sequence()),
        VersionCodec.encode(version));
  }

  /**
   * Removes a version for good, and if it was the current one, makes the newest other one it.
   *
   * @return whether it was the current one
   */
  boolean remove(Version version) {
    if (version instanceof ObjectVersion object) {
      contents.release(transaction, object.body().content());
    }
    Version current = current();
    if (current == null || current.sequence() != version.sequence()) {
      removeAside(version);
      return false;
    }
    Range others = Range.prefix(RowKeys.versions(bucket, octets));
    List<Row> newest = transaction.scan(Scan.of(others).upTo(1)).rows();
    if (newest.isEmpty()) {
      transaction.delete(RowKeys.current(bucket, octets));
    } else {
      Version next = VersionCodec.decode(key, newest.getFirst().value());
      transaction.put(RowKeys.current(bucket, octets), newest.getFirst().value());
      removeAside(next);
    }
    return true;
  }

  private void removeAside(Version version) {
    transaction.delete(RowKeys.version(bucket, octets, version.sequence()));
    if (version.id().isNull()) {
      transaction.delete(RowKeys.nullVersion(bucket, octets));
    }
  }
}
