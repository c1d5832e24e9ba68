package dev.skerry.origin.tables;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.tables.value.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definitions of all tables by their accounts and names. */
final class Catalog {
  /** What rows say, so that a table that is used often is not made anew each time. */
  private static final Cache<Bytes, TableDefinition> READ =
      Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

  private Catalog() {}

  /** An account's table of a name, or null; one that is wholly deleted is not there. */
  static @Nullable TableDefinition find(Reads reads, String account, String name, Instant now) {
    byte[] kept = reads.get(RowKeys.catalog(account, name));
    if (kept == null) {
      return null;
    }
    TableDefinition table =
        READ.get(Bytes.copyOf(kept), octets -> TableDocument.decode(octets.toArray()));
    return table.isGoneAt(now) ? null : table;
  }

  static void put(Transaction transaction, TableDefinition table) {
    transaction.put(RowKeys.catalog(table.account(), table.name()), TableDocument.encode(table));
  }

  /** Takes a number that no table has had. */
  static long nextNumber(Transaction transaction) {
    byte[] newest = transaction.get(RowKeys.NEWEST);
    long number = newest == null ? 1 : new TupleReader(Key.wrap(newest)).unsigned() + 1;
    transaction.put(RowKeys.NEWEST, new TupleWriter().unsigned(number).key().toBytes());
    return number;
  }

  /** An account's tables in the order of their names, those behind a name. */
  static List<TableDefinition> after(
      Reads reads, String account, String name, int most, Instant now) {
    List<TableDefinition> tables = new ArrayList<>();
    Range range = RowKeys.catalogAfter(account, name);
    while (!range.isEmpty() && tables.size() < most) {
      Rows rows = reads.scan(Scan.of(range).upTo(most));
      for (Row row : rows.rows()) {
        TableDefinition table = TableDocument.decode(row.value());
        if (!table.isGoneAt(now) && tables.size() < most) {
          tables.add(table);
        }
      }
      range = rows.rest();
    }
    return tables;
  }
}
