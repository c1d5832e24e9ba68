package dev.skerry.control.changes;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.util.LinkedHashSet;
import java.util.Set;

/** What sites have been asking of each source since they began to, as rows of the engine. */
final class AskedRows {
  private static final String LAYER = "changes";
  private static final byte[] NOTHING = {};

  private AskedRows() {}

  /**
   * What a site asks for.
   *
   * @param prefix of the tags of what it asks for, and of nothing else
   */
  record Asked(String site, String prefix) {}

  /** Whether anything was asked for. */
  static boolean isAny(Reads reads, String source) {
    return !reads.scan(Scan.of(all(source)).upTo(1)).rows().isEmpty();
  }

  /** What was asked for. */
  static Set<Asked> get(Reads reads, String source) {
    Set<Asked> asked = new LinkedHashSet<>();
    for (Range left = all(source); !left.isEmpty(); ) {
      var rows = reads.scan(Scan.of(left));
      for (Row row : rows.rows()) {
        TupleReader key = new TupleReader(row.key());
        key.string();
        key.string();
        key.string();
        asked.add(new Asked(key.string(), key.string()));
      }
      left = rows.rest();
    }
    return asked;
  }

  static void put(Transaction transaction, String source, Asked asked) {
    transaction.put(key(source, asked), NOTHING);
  }

  static void delete(Transaction transaction, String source, Asked asked) {
    transaction.delete(key(source, asked));
  }

  private static Key key(String source, Asked asked) {
    return prefix(source).string(asked.site()).string(asked.prefix()).key();
  }

  private static Range all(String source) {
    return prefix(source).range();
  }

  private static TupleWriter prefix(String source) {
    return new TupleWriter().string(LAYER).string("asked").string(source);
  }
}
