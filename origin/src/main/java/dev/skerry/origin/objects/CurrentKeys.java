package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.objects.ListQuestion.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The objects that are the current versions of a bucket's keys. */
final class CurrentKeys implements Walk.Found<ObjectVersion> {
  private final Key rows;
  private final RowCursor cursor;
  private byte[] key = new byte[0];
  private @Nullable Version version;

  CurrentKeys(Reads reads, Bucket bucket, ListQuestion question) {
    this.rows = RowKeys.current(bucket.number());
    this.cursor = new RowCursor(reads, range(rows, question), question.limit() + 1);
  }

  /** The rows of a listing under what stands in front of all keys' octets. */
  static Range range(Key rows, ListQuestion question) {
    Range all = Range.prefix(rows.plus(Key.of(question.prefix())));
    Key start = rows.plus(Walk.start(question));
    return start.compareTo(all.to()) < 0 ? all.startingAt(start) : all.startingAt(all.to());
  }

  @Override
  public boolean next() {
    Row row = cursor.peek();
    if (row == null) {
      return false;
    }
    cursor.pop();
    byte[] octets = row.key().octets();
    key = Arrays.copyOfRange(octets, rows.length(), octets.length);
    version = VersionCodec.decode(ObjectKeys.text(key, 0), row.value());
    return true;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public @Nullable ObjectVersion item() {
    return version instanceof ObjectVersion object ? object : null;
  }

  @Override
  public Position position() {
    return Position.behind(ObjectKeys.text(key, 0));
  }

  @Override
  public void skipTo(Key bound) {
    cursor.skipTo(rows.plus(bound));
  }
}
