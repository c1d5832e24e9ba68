package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.objects.ListQuestion.Position;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The uploads of a bucket's keys, of each key in the order in which they began. */
final class BegunUploads implements Walk.Found<Upload> {
  private final Key rows;
  private final RowCursor cursor;
  private byte[] key = new byte[0];
  private @Nullable Upload upload;

  BegunUploads(Reads reads, Bucket bucket, ListQuestion question) {
    this.rows = RowKeys.uploads(bucket.number());
    this.cursor = new RowCursor(reads, range(question), question.limit() + 1);
    Position after = question.after();
    if (after != null && after.id() != null) {
      UploadId id = UploadId.parse(after.id());
      byte[] octets = ObjectKeys.text(after.key());
      cursor.skipTo(
          id == null
              ? RowKeys.uploads(bucket.number(), octets)
              : RowKeys.upload(bucket.number(), octets, id).next());
    }
  }

  private Range range(ListQuestion question) {
    Range all = Range.prefix(beginning(ObjectKeys.text(question.prefix())));
    Key start = beginning(Walk.start(question).octets());
    return start.compareTo(all.to()) < 0 ? all.startingAt(start) : all.startingAt(all.to());
  }

  private Key beginning(byte[] octets) {
    Key whole = TupleWriter.after(rows).bytes(octets).key();
    return whole.first(whole.length() - 2);
  }

  @Override
  public boolean next() {
    Row row = cursor.peek();
    if (row == null) {
      return false;
    }
    cursor.pop();
    key = new TupleReader(row.key(), rows.length()).bytes();
    upload = Upload.decode(ObjectKeys.text(key, 0), RowKeys.uploadId(row.key()), row.value());
    return true;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public @Nullable Upload item() {
    return upload;
  }

  @Override
  public Position position() {
    Upload now = Objects.requireNonNull(upload);
    return new Position(now.key(), now.id().text());
  }

  @Override
  public void skipTo(Key bound) {
    cursor.skipTo(beginning(bound.octets()));
  }
}
