package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Moves versions to other storage classes, some in a transaction each. Any thread. */
final class VersionMoves {
  /** So many in one transaction. */
  private static final int BATCH = 100;

  private final Engine engine;
  private final ContentStore contents;
  private final InstantSource clock;

  VersionMoves(Engine engine, ContentStore contents, InstantSource clock) {
    this.engine = engine;
    this.contents = contents;
    this.clock = clock;
  }

  /** A version as it was listed, and where it is to go. */
  record Move(ListedVersion listed, StorageClass to) {}

  /**
   * Moves those that are still as they were listed.
   *
   * @throws ObjectsException NO_SUCH_BUCKET
   */
  void move(Bucket bucket, List<Move> moves) {
    for (int from = 0; from < moves.size(); from += BATCH) {
      List<Move> some = moves.subList(from, Math.min(from + BATCH, moves.size()));
      Instant now = clock.instant();
      engine.<ObjectsException>write(
          transaction -> {
            Bucket found = BucketRows.require(transaction, bucket);
            some.forEach(move -> move(transaction, found, move, now));
          });
    }
  }

  private void move(Transaction transaction, Bucket bucket, Move move, Instant now) {
    Version version = move.listed.version();
    KeyVersions versions = new KeyVersions(transaction, contents, bucket, version.key());
    Version current = versions.current();
    boolean latest = current != null && current.sequence() == version.sequence();
    Version found = latest ? current : versions.find(version.id());
    if (latest != move.listed.latest()
        || !version.equals(found)
        || !(found instanceof ObjectVersion object)) {
      return;
    }
    ObjectVersion moved = object.with(object.traits().withStorageClass(move.to));
    versions.replace(moved);
    // Readers find the same until it cannot be read any more.
    boolean closed = object.traits().isReadable(now) && !moved.traits().isReadable(now);
    ObjectChange.emit(transaction, ObjectChange.Kind.MOVE, bucket, moved, now, latest && closed);
  }
}
