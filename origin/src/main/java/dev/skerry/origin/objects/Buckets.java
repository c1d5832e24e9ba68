package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.objects.row.Octets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buckets of all accounts. May be used by any thread. */
public final class Buckets {
  private final Engine engine;
  private final InstantSource clock;

  Buckets(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * A page of an owner's buckets.
   *
   * @param next the name behind which the next page begins, null when this is the last
   */
  public record Page(List<Bucket> buckets, @Nullable String next) {}

  /** The bucket of a name, or null. */
  public @Nullable Bucket find(String name) {
    byte[] value = engine.get(RowKeys.bucket(name));
    return value == null ? null : Bucket.decode(name, value);
  }

  /**
   * Makes a bucket.
   *
   * @throws ObjectsException BUCKET_ALREADY_OWNED_BY_YOU or BUCKET_ALREADY_EXISTS
   */
  public Bucket create(NewBucket wanted) {
    Instant now = clock.instant();
    return engine
        .<Bucket, ObjectsException>transact(transaction -> create(transaction, wanted, now))
        .result();
  }

  private static Bucket create(Transaction transaction, NewBucket wanted, Instant now) {
    Bucket before = BucketRows.find(transaction, wanted.name());
    if (before != null) {
      boolean own = before.owner().equals(wanted.owner());
      throw new ObjectsException(
          own ? ObjectsError.BUCKET_ALREADY_OWNED_BY_YOU : ObjectsError.BUCKET_ALREADY_EXISTS,
          "there is a bucket " + wanted.name());
    }
    byte[] newest = transaction.get(RowKeys.NEWEST);
    long number = newest == null ? 1 : new TupleReader(Key.wrap(newest)).unsigned() + 1;
    transaction.put(RowKeys.NEWEST, new TupleWriter().unsigned(number).key().toBytes());
    Bucket bucket =
        new Bucket(
            number,
            wanted.name(),
            wanted.owner(),
            wanted.region(),
            Instant.ofEpochMilli(now.toEpochMilli()),
            wanted.lock() ? Versioning.ENABLED : Versioning.NEVER,
            wanted.lock());
    transaction.put(RowKeys.bucket(bucket.name()), bucket.encode());
    transaction.put(RowKeys.owned(bucket.owner(), bucket.name()), new byte[0]);
    wanted
        .settings()
        .forEach(
            (String kind, Octets octets) ->
                transaction.put(
                    RowKeys.setting(number, kind), new Setting(octets, now, 1).encode()));
    ObjectChange.emit(transaction, bucket, now);
    return bucket;
  }

  /**
   * An owner's buckets in the order of their names.
   *
   * @param prefix with which their names begin
   * @param after only those behind this name; empty for all
   * @param limit at most so many, 1 or more
   */
  public Page list(String owner, String prefix, String after, int limit) {
    Key all = RowKeys.owned(owner);
    Range range = Range.prefix(RowKeys.owned(owner, prefix));
    Key behind = RowKeys.owned(owner, after).next();
    if (!after.isEmpty() && behind.compareTo(range.from()) > 0) {
      range = behind.compareTo(range.to()) < 0 ? range.startingAt(behind) : null;
    }
    if (range == null) {
      return new Page(List.of(), null);
    }
    Range wanted = range;
    return engine.<Page, RuntimeException>read(
        snapshot -> {
          List<Bucket> buckets = new ArrayList<>();
          Rows rows = snapshot.scan(Scan.of(wanted).upTo(limit + 1));
          for (Row row : rows.rows().subList(0, Math.min(limit, rows.rows().size()))) {
            String name = ObjectKeys.text(row.key().octets(), all.length());
            Bucket bucket = BucketRows.find(snapshot, name);
            if (bucket != null) {
              buckets.add(bucket);
            }
          }
          boolean more = rows.rows().size() > limit;
          return new Page(buckets, more ? buckets.getLast().name() : null);
        });
  }

  /**
   * Buckets of all owners in the order of their names.
   *
   * @param after only those behind this name; empty for all
   * @param limit at most so many, 1 or more
   */
  public Page page(String after, int limit) {
    Range all = RowKeys.buckets();
    Range range = after.isEmpty() ? all : all.startingAt(RowKeys.bucket(after).next());
    if (range.isEmpty()) {
      return new Page(List.of(), null);
    }
    List<Row> rows =
        engine
            .<Rows, RuntimeException>read(snapshot -> snapshot.scan(Scan.of(range).upTo(limit)))
            .rows();
    List<Bucket> buckets =
        rows.stream().map(row -> Bucket.decode(RowKeys.bucket(row.key()), row.value())).toList();
    return new Page(buckets, rows.size() < limit ? null : buckets.getLast().name());
  }

  /**
   * Deletes an empty bucket and its settings. Uploads that are going on there end.
   *
   * @throws ObjectsException NO_SUCH_BUCKET or BUCKET_NOT_EMPTY
   */
  public void delete(Bucket bucket) {
    Instant at = clock.instant();
    engine.<ObjectsException>write(
        transaction -> {
          Bucket now = BucketRows.require(transaction, bucket);
          List<Key> mustBeEmpty =
              List.of(RowKeys.current(now.number()), RowKeys.versions(now.number()));
          for (Key prefix : mustBeEmpty) {
            if (!transaction.scan(Scan.of(Range.prefix(prefix)).upTo(1)).rows().isEmpty()) {
              throw new ObjectsException(
                  ObjectsError.BUCKET_NOT_EMPTY, "the bucket " + now.name() + " is not empty");
            }
          }
          AbandonedUploads.note(transaction, now);
          transaction.delete(RowKeys.bucket(now.name()));
          transaction.delete(RowKeys.owned(now.owner(), now.name()));
          transaction.delete(Range.prefix(RowKeys.settings(now.number())));
          ObjectChange.emit(transaction, now, at);
        });
  }

  /**
   * Has a bucket keep versions, or stop to.
   *
   * @throws ObjectsException NO_SUCH_BUCKET, or INVALID_BUCKET_STATE when its versions may be
   *     locked and it is to keep them no longer, or when it is to be as if it never had kept them
   */
  public Bucket setVersioning(Bucket bucket, Versioning state) {
    return change(
        bucket,
        now -> {
          if (state == Versioning.NEVER && now.versioning() != Versioning.NEVER) {
            throw invalid("a bucket that kept versions can only stop to");
          }
          if (now.lock() && state != Versioning.ENABLED) {
            throw invalid("a bucket with object lock keeps all versions");
          }
          return now.with(state);
        });
  }

  /**
   * Lets versions of a bucket be locked, for good.
   *
   * @throws ObjectsException NO_SUCH_BUCKET, or INVALID_BUCKET_STATE when it does not keep versions
   */
  public Bucket enableLock(Bucket bucket) {
    return change(
        bucket,
        now -> {
          if (now.versioning() != Versioning.ENABLED) {
            throw invalid("only versions that are kept can be locked");
          }
          return now.withLock();
        });
  }

  private Bucket change(Bucket bucket, java.util.function.UnaryOperator<Bucket> changing) {
    return engine
        .<Bucket, ObjectsException>transact(
            transaction -> {
              Bucket changed = changing.apply(BucketRows.require(transaction, bucket));
              transaction.put(RowKeys.bucket(changed.name()), changed.encode());
              return changed;
            })
        .result();
  }

  private static ObjectsException invalid(String message) {
    return new ObjectsException(ObjectsError.INVALID_BUCKET_STATE, message);
  }
}
