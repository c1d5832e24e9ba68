package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Actions that are all done or none, in one transaction of the engine: serializable with everything
 * else. Source: the DynamoDB Developer Guide, "Amazon DynamoDB Transactions: How it works".
 */
final class TransactionalWrites {
  private final Tables tables;

  TransactionalWrites(Tables tables) {
    this.tables = tables;
  }

  /**
   * Does actions in a transaction that may be tried again.
   *
   * @return what each found and left, in order
   * @throws TransactionCanceled when an action cannot be done
   */
  List<Writes.Written> in(Transaction transaction, List<WriteAction> actions) {
    List<TableDefinition> definitions = definitions(transaction, actions);
    checkKeys(actions, definitions);
    checkDistinct(actions, definitions);
    List<Writes.Written> written = new ArrayList<>();
    List<CancellationReason> reasons = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < actions.size(); i++) {
      TableDefinition definition = definitions.get(i);
      Item before = Items.get(transaction, definition, actions.get(i).key());
      try {
        Writes.Written each = actions.get(i).apply(definition, before);
        bytes += Math.max(size(each.before()), size(each.after()));
        written.add(each);
        reasons.add(CancellationReason.NONE);
      } catch (TableException refusal) {
        bytes += size(before);
        reasons.add(CancellationReason.of(refusal));
      }
      TransactionTargets.checkSize(bytes);
    }
    TransactionCanceled.throwAny(reasons);
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i).kind() != WriteAction.Kind.CHECK) {
        Writes.Written each = written.get(i);
        Items.write(transaction, each.table(), each.before(), each.after());
      }
    }
    return written;
  }

  private List<TableDefinition> definitions(Transaction transaction, List<WriteAction> actions) {
    Map<String, TableDefinition> found = new HashMap<>();
    List<TableDefinition> definitions = new ArrayList<>();
    for (WriteAction action : actions) {
      definitions.add(
          found.computeIfAbsent(action.table(), name -> tables.usable(transaction, name)));
    }
    return definitions;
  }

  private static void checkKeys(List<WriteAction> actions, List<TableDefinition> definitions) {
    List<CancellationReason> reasons = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      actions.get(i).checkNotEmpty(definitions.get(i));
      reasons.add(reason(actions.get(i), definitions.get(i)));
    }
    TransactionCanceled.throwAny(reasons);
  }

  private static CancellationReason reason(WriteAction action, TableDefinition definition) {
    try {
      action.check(definition);
      return CancellationReason.NONE;
    } catch (TableException refusal) {
      return CancellationReason.of(refusal);
    }
  }

  private static void checkDistinct(List<WriteAction> actions, List<TableDefinition> definitions) {
    TransactionTargets targets = new TransactionTargets();
    for (int i = 0; i < actions.size(); i++) {
      targets.add(definitions.get(i), actions.get(i).key());
    }
  }

  private static long size(@Nullable Item item) {
    return item == null ? 0 : ItemSize.of(item);
  }
}
