package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.tables.transfer.DataFile;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The items of a table that were changed between two commits, in the order of their rows: each as
 * it was after the first of them, and after the second.
 *
 * <p>As with {@link AsOf}, items are read as they are now, then the archive is brought up to that,
 * and then a first version behind the second commit counts instead.
 */
final class ChangedItems {
  private static final int ITEMS = 100;
  private static final long BYTES = 2 << 20;

  private final Engine engine;
  private final Archive archive;
  private final BooleanSupplier closed;

  ChangedItems(Engine engine, Archive archive, BooleanSupplier closed) {
    this.engine = engine;
    this.archive = archive;
    this.closed = closed;
  }

  /**
   * What was added to a data file.
   *
   * @param bytes how large the items are
   * @param next the place up to which all is added; null when there is no more
   */
  record Added(long bytes, @Nullable Key next) {}

  /**
   * An item that was changed.
   *
   * @param before as it was after the first commit, or null
   * @param now as it is now, or null
   * @param written when it was written last up to the second commit
   */
  private record Found(Key place, @Nullable Item before, @Nullable Item now, Instant written) {}

  private record Page(List<Found> found, @Nullable Key next) {}

  /** Adds some items from a place on. */
  Added add(Export export, Key from, DataFile file) {
    Page page = engine.<Page, RuntimeException>read(snapshot -> page(snapshot, export, from));
    if (!archive.catchUp(closed)) {
      return new Added(0, from);
    }
    boolean tellsBefore =
        "NEW_AND_OLD_IMAGES".equals(Objects.requireNonNull(export.wish().period()).view());
    long bytes = 0;
    for (Found found : page.found) {
      Item after =
          engine
              .<Optional<Item>, RuntimeException>read(
                  snapshot -> Optional.ofNullable(after(snapshot, export, found)))
              .orElse(null);
      Item some = after == null ? found.before : after;
      if (some == null || Objects.equals(after, found.before)) {
        continue; // made and removed in the period, or again as it was
      }
      Item key = some.only(export.table().schema().key().names());
      Item before = tellsBefore ? found.before : null;
      file.add(key, found.written, before, after);
      bytes += ItemSize.of(some) + (before == null || after == null ? 0 : ItemSize.of(before));
    }
    return new Added(bytes, page.next);
  }

  private static Page page(Reads reads, Export export, Key from) {
    long table = export.table().number();
    Key space = RowKeys.past(table);
    List<Found> all = new ArrayList<>();
    Key at = space.plus(from);
    long bytes = 0;
    for (int i = 0; i < ITEMS && bytes < BYTES; i++) {
      Row row = first(reads, new Range(at, space.afterPrefix()));
      if (row == null) {
        return new Page(all, null);
      }
      Key place = AsOf.Place.of(row.key(), space).key();
      Found found = found(reads, export, place);
      if (found != null) {
        all.add(found);
        bytes += size(found.before) + size(found.now);
      }
      at = space.plus(place).afterPrefix();
      if (at.compareTo(space.afterPrefix()) >= 0) {
        return new Page(all, null);
      }
    }
    return new Page(all, Key.wrap(Arrays.copyOfRange(at.octets(), space.length(), at.length())));
  }

  private static long size(@Nullable Item item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  private static @Nullable Found found(Reads reads, Export export, Key place) {
    long table = export.table().number();
    Key from = version(table, place, export.moments().first());
    Key to = version(table, place, export.moments().last());
    if (from.compareTo(to) >= 0) {
      return null;
    }
    Range changes = new Range(from, to);
    Row first = first(reads, changes);
    if (first == null) {
      return null;
    }
    Row last = reads.scan(Scan.of(changes).inReverse().upTo(1)).rows().getFirst();
    Stamp commit = AsOf.Place.of(last.key(), RowKeys.past(table)).stamp();
    byte[] now = reads.get(RowKeys.items(table).plus(place));
    return new Found(
        place,
        item(reads, table, first.value()),
        now == null ? null : ItemRow.of(table, now).item(reads),
        second(reads, table, commit));
  }

  /** The row before which the versions of an item up to a commit are. */
  private static Key version(long table, Key place, Stamp commit) {
    return RowKeys.past(table, place, Position.after(commit));
  }

  private static @Nullable Item after(Reads reads, Export export, Found found) {
    long table = export.table().number();
    Key space = RowKeys.past(table);
    Range later =
        new Range(
            version(table, found.place, export.moments().last()),
            space.plus(found.place).afterPrefix());
    Row row = later.isEmpty() ? null : first(reads, later);
    return row == null ? found.now : item(reads, table, row.value());
  }

  private static @Nullable Row first(Reads reads, Range range) {
    List<Row> rows = reads.scan(Scan.of(range).upTo(1)).rows();
    return rows.isEmpty() ? null : rows.getFirst();
  }

  private static @Nullable Item item(Reads reads, long table, byte[] value) {
    return Arrays.equals(value, PastRows.NOTHING) ? null : ItemRow.of(table, value).item(reads);
  }

  /** The second up to which a commit was made: the first whose last commit is not before it. */
  private static Instant second(Reads reads, long table, Stamp commit) {
    long low = 0;
    long high = 1L << 36;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Stamp last = PastRows.lastUpTo(reads, table, middle);
      if (last != null && last.compareTo(commit) >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return Instant.ofEpochSecond(low);
  }
}
