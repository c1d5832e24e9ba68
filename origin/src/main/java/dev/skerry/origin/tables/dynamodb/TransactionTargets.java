package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.Item;
import java.util.HashSet;
import java.util.Set;

/** The items of a transaction, each of which may be in it once. Used by one thread. */
final class TransactionTargets {
  private static final long MOST_BYTES = 4L << 20;

  private record Target(long table, Item key) {}

  private final Set<Target> targets = new HashSet<>();

  /** Adds the item of a key, whose attributes are known to be there. */
  void add(TableDefinition table, Item key) {
    if (!targets.add(new Target(table.number(), key.only(table.schema().key().names())))) {
      throw TableException.validation(
          "Transaction request cannot include multiple operations on one item");
    }
  }

  /** Refuses items that are too large together. */
  static void checkSize(long bytes) {
    if (bytes > MOST_BYTES) {
      throw TableException.validation(
          "The aggregate size of the items in the transaction cannot exceed 4 MB");
    }
  }
}
