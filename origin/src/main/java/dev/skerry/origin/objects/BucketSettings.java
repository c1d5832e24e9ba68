package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.objects.row.Octets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What buckets are set to, by kind (policy, lifecycle, …): octets that the callers understand. May
 * be used by any thread.
 */
public final class BucketSettings {
  /** The kind that says what sites of a bucket answer: its changes are told as the bucket's. */
  public static final String WEBSITE = "website";

  /** More kinds than there ever will be. */
  private static final int KINDS_MOST = 100;

  private final Engine engine;
  private final InstantSource clock;

  BucketSettings(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** A setting of a bucket, or null. */
  public @Nullable Setting find(Bucket bucket, String kind) {
    byte[] value = engine.get(RowKeys.setting(bucket.number(), kind));
    return value == null ? null : Setting.decode(value);
  }

  /** All settings of a bucket as of one moment, by kind. */
  public Map<String, Setting> all(Bucket bucket) {
    Key prefix = RowKeys.settings(bucket.number());
    List<Row> rows =
        engine.<List<Row>, RuntimeException>read(
            snapshot -> snapshot.scan(Scan.of(Range.prefix(prefix)).upTo(KINDS_MOST)).rows());
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Row row : rows) {
      settings.put(
          ObjectKeys.text(row.key().octets(), prefix.length()), Setting.decode(row.value()));
    }
    return settings;
  }

  /**
   * Sets a bucket in one respect.
   *
   * @param octets at most 80,000 of them
   * @throws ObjectsException NO_SUCH_BUCKET
   */
  public Setting set(Bucket bucket, String kind, Octets octets) {
    Instant now = clock.instant();
    Key key = RowKeys.setting(bucket.number(), kind);
    return engine
        .<Setting, ObjectsException>transact(
            transaction -> {
              BucketRows.require(transaction, bucket);
              byte[] before = transaction.get(key);
              Setting known = before == null ? null : Setting.decode(before);
              long version = known == null ? 1 : known.version() + 1;
              Setting setting = new Setting(octets, now, version);
              transaction.put(key, setting.encode());
              if (kind.equals(WEBSITE) && (known == null || !known.octets().equals(octets))) {
                ObjectChange.emit(transaction, bucket, now);
              }
              return setting;
            })
        .result();
  }

  /**
   * Takes a setting away, if there is one.
   *
   * @throws ObjectsException NO_SUCH_BUCKET
   */
  public void delete(Bucket bucket, String kind) {
    Instant now = clock.instant();
    Key key = RowKeys.setting(bucket.number(), kind);
    engine.<ObjectsException>write(
        transaction -> {
          BucketRows.require(transaction, bucket);
          if (kind.equals(WEBSITE) && transaction.get(key) != null) {
            ObjectChange.emit(transaction, bucket, now);
          }
          transaction.delete(key);
        });
  }
}
