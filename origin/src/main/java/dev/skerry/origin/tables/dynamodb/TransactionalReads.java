package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.CapacityUnits;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads of several items, each once, as they were at one moment. */
final class TransactionalReads {
  private final Tables tables;

  TransactionalReads(Tables tables) {
    this.tables = tables;
  }

  /** One item that is wanted. */
  record Wanted(String table, Item key) {}

  /** What was found in place of one. */
  record Found(TableDefinition table, @Nullable Item item) {}

  /**
   * Reads items.
   *
   * @throws TransactionCanceled when a key cannot be one of its table's
   * @throws TableException when a table cannot be read, or items are wanted twice or too large
   */
  List<Found> of(List<Wanted> wanted) {
    return tables.engine().<List<Found>, RuntimeException>read(snapshot -> of(snapshot, wanted));
  }

  /** Reads items of a snapshot. */
  List<Found> of(Reads reads, List<Wanted> wanted) {
    Map<String, TableDefinition> definitions = new LinkedHashMap<>();
    wanted.forEach(
        each -> definitions.computeIfAbsent(each.table, name -> tables.usable(reads, name)));
    checkKeys(wanted, definitions);
    checkDistinct(wanted, definitions);
    List<Found> found = new ArrayList<>();
    long bytes = 0;
    for (Wanted each : wanted) {
      TableDefinition table = definitions.get(each.table);
      if (table != null) {
        Item item = Items.get(reads, table, each.key);
        bytes += item == null ? 0 : ItemSize.of(item);
        TransactionTargets.checkSize(bytes);
        found.add(new Found(table, item));
      }
    }
    return found;
  }

  private static void checkDistinct(List<Wanted> wanted, Map<String, TableDefinition> definitions) {
    TransactionTargets targets = new TransactionTargets();
    for (Wanted each : wanted) {
      TableDefinition table = definitions.get(each.table);
      if (table != null) {
        targets.add(table, each.key);
      }
    }
  }

  private static void checkKeys(List<Wanted> wanted, Map<String, TableDefinition> definitions) {
    List<CancellationReason> reasons = new ArrayList<>();
    for (Wanted each : wanted) {
      TableDefinition table = definitions.get(each.table);
      if (table != null) {
        KeyInput.checkNotEmpty(table, each.key);
        reasons.add(reason(table, each.key));
      }
    }
    TransactionCanceled.throwAny(reasons);
  }

  private static CancellationReason reason(TableDefinition table, Item key) {
    try {
      KeyInput.checkKey(table, key);
      return CancellationReason.NONE;
    } catch (TableException refusal) {
      return CancellationReason.of(refusal);
    }
  }

  /** What reading items consumed, by tables. */
  static List<Consumed> consumed(List<Found> found) {
    Map<String, Consumed> consumed = new LinkedHashMap<>();
    for (Found each : found) {
      long bytes = each.item == null ? 0 : ItemSize.of(each.item);
      consumed
          .computeIfAbsent(
              each.table.name(), name -> Consumed.inTransaction(each.table, Consumed.Way.READ))
          .read(null, CapacityUnits.read(bytes, CapacityUnits.Consistency.TRANSACTIONAL));
    }
    return List.copyOf(consumed.values());
  }
}
