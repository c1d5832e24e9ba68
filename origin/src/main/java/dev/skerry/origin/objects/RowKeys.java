package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the rows of objects. A bucket is its number, so that one that is made again never
 * meets the rows of the one that was deleted.
 *
 * <pre>
 * o b NAME                   a bucket
 * o w OWNER NAME             that it is an owner's
 * o n                        the number of the newest bucket
 * o s BUCKET KIND            a setting of a bucket
 * o k BUCKET KEY             the current version of a key
 * o v BUCKET KEY SEQUENCE    another version, the newest first
 * o z BUCKET KEY             the sequence of the version "null" where it is not the current one
 * o u BUCKET KEY UPLOAD      an upload in parts
 * o p UPLOAD NUMBER          a part
 * o f UPLOAD                 an upload that was completed
 * o g MOMENT UPLOAD          when that is forgotten
 * o a BUCKET                 that a bucket was deleted in which uploads were going on
 * </pre>
 */
final class RowKeys {
  static final Key NEWEST = Key.of("on");
  private static final Key BUCKETS = Key.of("ob");
  private static final Key OWNED = Key.of("ow");
  private static final Key SETTINGS = Key.of("os");
  private static final Key CURRENT = Key.of("ok");
  private static final Key VERSIONS = Key.of("ov");
  private static final Key NULLS = Key.of("oz");
  private static final Key UPLOADS = Key.of("ou");
  private static final Key PARTS = Key.of("op");
  private static final Key COMPLETED = Key.of("of");
  private static final Key FORGOTTEN = Key.of("og");
  private static final Key ABANDONED = Key.of("oa");

  private RowKeys() {}

  static Range buckets() {
    return Range.prefix(BUCKETS);
  }

  static Key bucket(String name) {
    return TupleWriter.after(BUCKETS).raw(name.getBytes(StandardCharsets.UTF_8)).key();
  }

  static String bucket(Key row) {
    return ObjectKeys.text(row.octets(), BUCKETS.length());
  }

  /** In front of an owner's buckets. */
  static Key owned(String owner) {
    return TupleWriter.after(OWNED).string(owner).key();
  }

  static Key owned(String owner, String name) {
    return TupleWriter.after(owned(owner)).raw(name.getBytes(StandardCharsets.UTF_8)).key();
  }

  static Range allSettings() {
    return Range.prefix(SETTINGS);
  }

  static Key settings(long bucket) {
    return TupleWriter.after(SETTINGS).unsigned(bucket).key();
  }

  /** How many octets of a setting's key are {@link #settings}; 0 of another row's. */
  static int settingsLength(Key row) {
    if (row.length() <= SETTINGS.length() || !row.startsWith(SETTINGS)) {
      return 0;
    }
    int length = SETTINGS.length() + 1 + row.at(SETTINGS.length());
    return length <= row.length() ? length : 0;
  }

  static Key setting(long bucket, String kind) {
    return TupleWriter.after(settings(bucket)).raw(kind.getBytes(StandardCharsets.UTF_8)).key();
  }

  static Range allCurrent() {
    return Range.prefix(CURRENT);
  }

  /** In front of the current versions of a bucket's keys. */
  static Key current(long bucket) {
    return TupleWriter.after(CURRENT).unsigned(bucket).key();
  }

  static Key current(long bucket, byte[] key) {
    return TupleWriter.after(current(bucket)).raw(key).key();
  }

  /** In front of the other versions of all of a bucket's keys. */
  static Key versions(long bucket) {
    return TupleWriter.after(VERSIONS).unsigned(bucket).key();
  }

  /** In front of the other versions of a key. */
  static Key versions(long bucket, byte[] key) {
    return TupleWriter.after(versions(bucket)).bytes(key).key();
  }

  static Key version(long bucket, byte[] key, long sequence) {
    return TupleWriter.after(versions(bucket, key)).fixed64(~sequence).key();
  }

  /** Where the null version of a key is, if that is not the current one. */
  static Key nullVersion(long bucket, byte[] key) {
    return TupleWriter.after(NULLS).unsigned(bucket).raw(key).key();
  }

  static Range allAbandoned() {
    return Range.prefix(ABANDONED);
  }

  static Key abandoned(long bucket) {
    return TupleWriter.after(ABANDONED).unsigned(bucket).key();
  }

  /** The number of the bucket of such a row. */
  static long abandoned(Key row) {
    return new TupleReader(row, ABANDONED.length()).unsigned();
  }

  /** In front of a bucket's uploads. */
  static Key uploads(long bucket) {
    return TupleWriter.after(UPLOADS).unsigned(bucket).key();
  }

  /** In front of the uploads of a key. */
  static Key uploads(long bucket, byte[] key) {
    return TupleWriter.after(uploads(bucket)).bytes(key).key();
  }

  static Key upload(long bucket, byte[] key, UploadId id) {
    return TupleWriter.after(uploads(bucket, key)).fixed64(id.micros()).fixed64(id.random()).key();
  }

  /** The id of an upload's row. */
  static UploadId uploadId(Key row) {
    TupleReader reader = new TupleReader(row, row.length() - 2 * Long.BYTES);
    return new UploadId(reader.fixed64(), reader.fixed64());
  }

  /** In front of the parts of an upload. */
  static Key parts(UploadId id) {
    return TupleWriter.after(PARTS).fixed64(id.micros()).fixed64(id.random()).key();
  }

  static Key part(UploadId id, int number) {
    return TupleWriter.after(parts(id)).fixed32(number).key();
  }

  /** The number of a part's row. */
  static int partNumber(Key row) {
    return new TupleReader(row, row.length() - Integer.BYTES).fixed32();
  }

  static Key completed(UploadId id) {
    return TupleWriter.after(COMPLETED).fixed64(id.micros()).fixed64(id.random()).key();
  }

  /** When a completed upload is forgotten, in milliseconds since 1970. */
  static Key forgotten(long moment, UploadId id) {
    return TupleWriter.after(FORGOTTEN)
        .fixed64(moment)
        .fixed64(id.micros())
        .fixed64(id.random())
        .key();
  }

  static Range forgottenBefore(long moment) {
    return new Range(FORGOTTEN, TupleWriter.after(FORGOTTEN).fixed64(moment).key());
  }
}
