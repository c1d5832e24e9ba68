package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of a table or backup in the order of their rows, some at a time, as they were after a
 * commit: those that there are now, and in place of those that were changed later the first version
 * that the archive has.
 *
 * <p>First the items are read, then whoever uses this brings the archive up to at least what they
 * show, then the versions are read. So whatever changed an item before it was read is in the
 * archive; and what changed it later hides nothing, for the first version is the one that counts.
 */
final class AsOf {
  /** Octets of items that are held at once, and one item more. */
  private static final int BYTES = 2 << 20;

  private final Engine engine;

  AsOf(Engine engine) {
    this.engine = engine;
  }

  /**
   * Some items by their places.
   *
   * @param next the place up to which these are all; null when there are no more
   */
  record Part(TreeMap<Key, Item> items, @Nullable Key next) {}

  /** At most about so many items of a copy's source as they are now, from where the copy is. */
  Part now(CopyJob job, int most) {
    return engine.read(snapshot -> items(snapshot, job, most));
  }

  /**
   * At most about so many items as they were after the copy's moment.
   *
   * @param now what {@link #now} gave, before the archive was brought up to that; it is used up
   */
  Part then(CopyJob job, Part now, int most) {
    if (!(job.source() instanceof CopyJob.OfTable(Stamp moment)) || moment == null) {
      return now;
    }
    return engine.read(snapshot -> asOf(snapshot, job, moment, now, most));
  }

  private static Part items(Reads reads, CopyJob job, int most) {
    TreeMap<Key, Item> items = new TreeMap<>();
    Key space = RowKeys.items(job.from());
    Range range = new Range(space.plus(job.next()), space.afterPrefix());
    Rows rows = reads.scan(Scan.of(range).upTo(most).upToBytes(BYTES));
    long bytes = 0;
    for (Row row : rows.rows()) {
      Item item = ItemRow.of(job.from(), row.value()).item(reads);
      items.put(RowKeys.place(job.from(), row.key()), item);
      bytes += ItemSize.of(item);
      if (bytes > BYTES) {
        return new Part(items, items.lastKey().next());
      }
    }
    return new Part(items, rows.complete() ? null : items.lastKey().next());
  }

  /** Puts versions in place of what was changed after a moment. */
  private static Part asOf(Reads reads, CopyJob job, Stamp moment, Part now, int most) {
    TreeMap<Key, Item> items = now.items();
    Key space = RowKeys.past(job.from());
    Key end = now.next() == null ? space.afterPrefix() : space.plus(now.next());
    Range left = new Range(space.plus(job.next()), end);
    long bytes = 0;
    int found = 0;
    Key settled = null;
    while (!left.isEmpty()) {
      Rows rows = reads.scan(Scan.of(left).upTo(most).upToBytes(BYTES));
      left = rows.rest();
      for (Row row : rows.rows()) {
        Place place = Place.of(row.key(), space);
        if (Objects.equals(place.key, settled) || !place.stamp.isAfter(moment)) {
          continue;
        }
        settled = place.key;
        Item item = item(reads, job.from(), row.value());
        if (item == null) {
          items.remove(settled);
        } else {
          items.put(settled, item);
          bytes += ItemSize.of(item);
        }
        found++;
        if (bytes > BYTES || found >= most) {
          items.tailMap(settled, false).clear();
          return new Part(items, settled.next());
        }
      }
      if (!left.isEmpty()) {
        left = skip(left, Place.of(rows.rows().getLast().key(), space), space, settled, moment);
      }
    }
    return now;
  }

  /** Passes over versions of an item that do not count. */
  private static Range skip(
      Range left, Place last, Key space, @Nullable Key settled, Stamp moment) {
    Key from =
        Objects.equals(last.key, settled)
            ? space.plus(last.key).afterPrefix()
            : last.before(space, Position.after(moment));
    if (from.compareTo(left.from()) <= 0) {
      return left;
    }
    return left.startingAt(from.compareTo(left.to()) < 0 ? from : left.to());
  }

  private static @Nullable Item item(Reads reads, long table, byte[] value) {
    return Arrays.equals(value, PastRows.NOTHING) ? null : ItemRow.of(table, value).item(reads);
  }

  /** Of which item a version is, and before which commit. */
  record Place(Key key, Stamp stamp) {
    private static final int POSITION_BYTES = Long.BYTES + Integer.BYTES;

    static Place of(Key row, Key space) {
      byte[] octets = row.octets();
      int end = octets.length - POSITION_BYTES;
      long stamp = ByteBuffer.wrap(octets, end, Long.BYTES).getLong();
      return new Place(Key.wrap(Arrays.copyOfRange(octets, space.length(), end)), new Stamp(stamp));
    }

    /** The row of a version of the same item. */
    Key before(Key space, Position position) {
      return TupleWriter.after(space.plus(key))
          .fixed64(position.stamp().number())
          .fixed32(position.index())
          .key();
    }
  }
}
