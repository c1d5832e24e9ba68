package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentStore.Placed;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of slices: some hundred slices each, under the offset of the first. */
final class Composition {
  private static final int LAYOUT = 1;

  /** So many, each with the longest checksum there is, are well within a row. */
  private static final int ROW_SLICES = 500;

  private Composition() {}

  /** Writes the slices of a content; how long they are together. */
  static long write(Transaction transaction, ContentId id, List<Slice> slices) {
    long offset = 0;
    for (int from = 0; from < slices.size(); from += ROW_SLICES) {
      List<Slice> some = slices.subList(from, Math.min(from + ROW_SLICES, slices.size()));
      byte[] value = new ValueWriter().octet(LAYOUT).list(some, Slice::write).toArray();
      transaction.put(ContentKeys.slices(id, offset), value);
      offset += some.stream().mapToLong(Slice::length).sum();
    }
    return offset;
  }

  /**
   * The slice of a number, of slices whose numbers ascend: by halves, so that few of the rows are
   * read, whatever their slices' lengths are.
   *
   * @param length of all slices together
   */
  static Optional<Placed> numbered(Reads reads, ContentId id, long length, int number) {
    long low = 0;
    long high = length;
    while (low <= high) {
      long middle = low + (high - low) / 2;
      Row row = upTo(reads, id, middle);
      if (row == null) {
        return Optional.empty();
      }
      long offset = ContentKeys.offset(row.key());
      List<Slice> slices = slices(row);
      if (number < slices.getFirst().number()) {
        high = offset - 1;
      } else if (number > slices.getLast().number()) {
        low = offset + slices.stream().mapToLong(Slice::length).sum();
        if (low <= middle) {
          return Optional.empty();
        }
      } else {
        return among(slices, offset, number);
      }
    }
    return Optional.empty();
  }

  private static Optional<Placed> among(List<Slice> slices, long first, int number) {
    long offset = first;
    for (Slice slice : slices) {
      if (slice.number() == number) {
        return Optional.of(new Placed(slice, offset));
      }
      offset += slice.length();
    }
    return Optional.empty();
  }

  /** The row in which the octet at an offset is. */
  private static @Nullable Row upTo(Reads reads, ContentId id, long offset) {
    Range range = new Range(ContentKeys.slices(id), ContentKeys.slices(id, offset).next());
    List<Row> rows = reads.scan(Scan.of(range).inReverse().upTo(1)).rows();
    return rows.isEmpty() ? null : rows.getFirst();
  }

  static List<Slice> slices(Row row) {
    ValueReader in = new ValueReader("slices of a content", row.value());
    in.layout(LAYOUT);
    List<Slice> slices = in.list(Slice::read);
    in.end();
    return slices;
  }

  /** All slices of a content. */
  static List<Slice> all(Reads reads, ContentId id) {
    List<Slice> all = new ArrayList<>();
    Range rest = Range.prefix(ContentKeys.slices(id));
    while (!rest.isEmpty()) {
      Rows rows = reads.scan(Scan.of(rest));
      rows.rows().forEach(row -> all.addAll(slices(row)));
      rest = rows.rest();
    }
    return all;
  }
}
