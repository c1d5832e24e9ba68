package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.expression.SetValue;
import dev.skerry.origin.tables.expression.Update;
import dev.skerry.origin.tables.expression.UpdateAction;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;

/**
 * Keys of indexes without an octet, for which a transaction is no request at all, where other
 * faults of keys are reasons to cancel it.
 */
final class EmptyKeys {
  private EmptyKeys() {}

  /** Refuses an item that is to be put. */
  static void check(TableDefinition table, Item item) {
    for (IndexDefinition index : table.schema().indexesGlobalFirst()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        AttributeValue value = item.get(attribute.name());
        if (value != null && isEmpty(attribute, value)) {
          throw refusal(
              "A value specified for a secondary index key",
              value,
              " IndexName: " + index.name() + ", IndexKey: " + attribute.name());
        }
      }
    }
  }

  /** Refuses an update that gives such a key whatever the item. */
  static void check(TableDefinition table, Update update) {
    for (IndexDefinition index : table.schema().indexesGlobalFirst()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        for (UpdateAction action : update.actions()) {
          if (action instanceof UpdateAction.Set(DocumentPath path, SetValue.Literal literal)
              && path.equals(DocumentPath.of(attribute.name()))
              && isEmpty(attribute, literal.value())) {
            throw refusal(
                "The update expression attempted to update a secondary index key to a value that",
                literal.value(),
                "");
          }
        }
      }
    }
  }

  private static boolean isEmpty(KeyAttribute attribute, AttributeValue value) {
    return value.type() == attribute.type() && ItemSize.of(value) == 0;
  }

  private static TableException refusal(String what, AttributeValue value, String where) {
    return TableException.validation(
        "One or more parameter values are not valid. "
            + what
            + " is not supported. The AttributeValue for a key attribute cannot contain an empty "
            + (value.type() == AttributeType.B ? "binary" : "string")
            + " value."
            + where);
  }
}
