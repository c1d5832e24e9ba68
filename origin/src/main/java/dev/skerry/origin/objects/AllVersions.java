package dev.skerry.origin.objects;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.objects.ListQuestion.Position;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All versions of a bucket's keys: of each the current one, and then the others. */
final class AllVersions implements Walk.Found<ListedVersion> {
  private final Key currentRows;
  private final Key otherRows;
  private final RowCursor current;
  private final RowCursor others;
  private byte[] key = new byte[0];
  private @Nullable ListedVersion found;

  AllVersions(Reads reads, Bucket bucket, ListQuestion question) {
    this.currentRows = RowKeys.current(bucket.number());
    this.otherRows = RowKeys.versions(bucket.number());
    int wanted = question.limit() + 1;
    Range all = CurrentKeys.range(currentRows, question);
    this.current = new RowCursor(reads, all, wanted);
    // A key's octets with those that are escaped are in the order of the octets themselves.
    Range other =
        all.isEmpty()
            ? new Range(otherRows, otherRows)
            : new Range(beginning(ofCurrent(all.from())), otherEnd(all.to()));
    this.others = new RowCursor(reads, other, wanted);
    Position after = question.after();
    if (after != null && after.id() != null && !all.isEmpty()) {
      startWithin(reads, bucket, after.key(), after.id());
    }
  }

  private byte[] ofCurrent(Key row) {
    return Arrays.copyOfRange(row.octets(), currentRows.length(), row.length());
  }

  /** The first row of keys from these octets on. */
  private Key beginning(byte[] octets) {
    Key whole = TupleWriter.after(otherRows).bytes(octets).key();
    return whole.first(whole.length() - 2);
  }

  private Key otherEnd(Key end) {
    return end.startsWith(currentRows) ? beginning(ofCurrent(end)) : otherRows.afterPrefix();
  }

  /** Goes behind a version of a key; to the key's first where it is not known any more. */
  private void startWithin(Reads reads, Bucket bucket, String text, String id) {
    byte[] octets = ObjectKeys.text(text);
    Row first = current.peek();
    if (first == null || !first.key().equals(RowKeys.current(bucket.number(), octets))) {
      return;
    }
    Version newest = VersionCodec.decode(text, first.value());
    VersionId wanted = VersionId.parse(id);
    long sequence = 0;
    if (wanted != null && wanted.isNull()) {
      Version version = ObjectReads.find(reads, bucket, text, wanted);
      sequence = version == null ? 0 : version.sequence();
    } else if (wanted != null) {
      sequence = wanted.sequence();
    }
    if (sequence != 0) {
      if (newest.sequence() >= sequence) {
        current.pop();
      }
      others.skipTo(RowKeys.version(bucket.number(), octets, sequence).next());
    }
  }

  @Override
  public boolean next() {
    Row newest = current.peek();
    Row other = others.peek();
    if (newest == null && other == null) {
      return false;
    }
    byte[] newestKey = newest == null ? null : ofCurrent(newest.key());
    byte[] otherKey =
        other == null ? null : new TupleReader(other.key(), otherRows.length()).bytes();
    boolean takeOther =
        newestKey == null || (otherKey != null && Arrays.compareUnsigned(otherKey, newestKey) < 0);
    if (takeOther && other != null && otherKey != null) {
      take(otherKey, other, false);
      others.pop();
    } else if (newest != null && newestKey != null) {
      take(newestKey, newest, true);
      current.pop();
    }
    return true;
  }

  private void take(byte[] octets, Row row, boolean latest) {
    key = octets;
    found = new ListedVersion(VersionCodec.decode(ObjectKeys.text(octets, 0), row.value()), latest);
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public @Nullable ListedVersion item() {
    return found;
  }

  @Override
  public Position position() {
    Version version = Objects.requireNonNull(found).version();
    return new Position(version.key(), version.id().text());
  }

  @Override
  public void skipTo(Key bound) {
    current.skipTo(currentRows.plus(bound));
    others.skipTo(beginning(bound.octets()));
  }
}
