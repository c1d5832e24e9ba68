package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.expression.Update;
import dev.skerry.origin.tables.expression.UpdateAction;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import dev.skerry.origin.tables.value.KeyRules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What keys in requests must be, given the table. */
final class KeyInput {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private static final String IN_ITEM =
      "One or more parameter values are not valid. A value specified for a secondary index key";
  private static final String BY_UPDATE =
      "One or more parameter values are not valid. The update expression attempted to update a"
          + " secondary index key to a value that";

  private KeyInput() {}

  /** Checks a key that is by itself. */
  static void checkKey(TableDefinition table, Item key) {
    KeySchema schema = table.schema().key();
    if (key.attributes().size() != schema.names().size()) {
      throw mismatch();
    }
    if (!fits(schema, key)) {
      throw mismatch();
    }
    checkRules(schema, key);
  }

  /** Whether an item has all attributes of a key, each of its type. */
  static boolean fits(KeySchema schema, Item item) {
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value == null || value.type() != attribute.type()) {
        return false;
      }
    }
    return true;
  }

  /** What is wrong with a key that has the right attributes, or null. */
  static @Nullable TableException unruly(KeySchema schema, Item key) {
    try {
      checkRules(schema, key);
      return null;
    } catch (TableException e) {
      return e;
    }
  }

  /** Refuses a key attribute of the right type that has no octets, before all else. */
  static void checkNotEmpty(TableDefinition table, Item item) {
    for (KeyAttribute attribute : table.schema().key().attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value != null && value.type() == attribute.type() && ItemSize.of(value) == 0) {
        KeyRules.check(attribute.name(), value, KeyRules.Role.SORT);
      }
    }
  }

  /** Checks an item that is to be put. */
  static void checkItem(TableDefinition table, Item item) {
    KeySchema schema = table.schema().key();
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value == null) {
        throw TableException.validation(
            INVALID + "Missing the key " + attribute.name() + " in the item");
      }
      if (value.type() != attribute.type()) {
        throw TableException.validation(
            INVALID
                + "Type mismatch for key "
                + attribute.name()
                + " expected: "
                + attribute.type()
                + " actual: "
                + value.type());
      }
    }
    checkRules(schema, item);
    for (IndexDefinition index : table.schema().indexesGlobalFirst()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        AttributeValue value = item.get(attribute.name());
        if (value != null) {
          checkIndexType(index, attribute, value.type());
          checkIndexKeySize(index, attribute, value, IN_ITEM);
        }
      }
      checkSum(index, item);
    }
  }

  /** Checks an item that is to be put as one of several writes. */
  static void checkBatchItem(TableDefinition table, Item item) {
    if (!fits(table.schema().key(), item)) {
      throw mismatch();
    }
    checkItem(table, item);
  }

  private static void checkRules(KeySchema schema, Item item) {
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value != null) {
        KeyRules.Role role =
            schema.partition().contains(attribute) ? KeyRules.Role.PARTITION : KeyRules.Role.SORT;
        KeyRules.check(attribute.name(), value, role);
      }
    }
  }

  private static void checkIndexType(
      IndexDefinition index, KeyAttribute attribute, AttributeType type) {
    if (type != attribute.type()) {
      throw TableException.validation(
          INVALID
              + "Type mismatch for Index Key "
              + attribute.name()
              + " Expected: "
              + attribute.type()
              + " Actual: "
              + type
              + " IndexName: "
              + index.name());
    }
  }

  /** Checks what an update gives keys of indexes, as far as the request tells. */
  static void checkIndexTypes(TableDefinition table, Update update) {
    for (IndexDefinition index : table.schema().indexesGlobalFirst()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        for (UpdateAction action : update.actions()) {
          AttributeType type = action.staticType();
          if (type != null && action.path().equals(DocumentPath.of(attribute.name()))) {
            checkIndexType(index, attribute, type);
          }
        }
      }
    }
  }

  /** Checks keys of indexes of an item that an update made. */
  static void checkUpdated(TableDefinition table, Update update, Item item) {
    for (IndexDefinition index : table.schema().indexesGlobalFirst()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        AttributeValue value = item.get(attribute.name());
        if (value != null && value.type() != attribute.type()) {
          throw TableException.validation(
              "The update expression attempted to update the secondary index key to unsupported"
                  + " type");
        }
        if (value != null) {
          checkIndexKeySize(index, attribute, value, update.isExpression() ? BY_UPDATE : IN_ITEM);
        }
      }
      checkSum(index, item);
    }
  }

  /** Refuses paths that go into attributes of keys. */
  static void checkPaths(TableDefinition table, Collection<DocumentPath> paths) {
    Set<String> nested =
        paths.stream()
            .filter(DocumentPath::isNested)
            .map(DocumentPath::head)
            .collect(Collectors.toSet());
    if (nested.isEmpty()) {
      return;
    }
    for (String name : table.schema().key().names()) {
      checkIsScalar("Key", name, nested);
    }
    for (IndexDefinition index : table.schema().indexesGlobalFirst()) {
      for (String name : index.key().names()) {
        checkIsScalar("IndexKey", name, nested);
      }
    }
  }

  private static void checkIsScalar(String kind, String name, Set<String> nested) {
    if (nested.contains(name)) {
      throw TableException.validation(
          "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
              + " allowed: "
              + kind
              + ": "
              + name);
    }
  }

  /** Refuses values of a key attribute that a query wants and no item can have. */
  static void checkWanted(
      @Nullable IndexDefinition index, KeyAttribute attribute, List<AttributeValue> values) {
    for (AttributeValue value : values) {
      if (ItemSize.of(value) == 0) {
        if (index != null) {
          checkIndexKeySize(index, attribute, value, IN_ITEM);
        }
        KeyRules.check(attribute.name(), value, KeyRules.Role.SORT);
      }
    }
  }

  private static void checkIndexKeySize(
      IndexDefinition index, KeyAttribute attribute, AttributeValue value, String where) {
    long bytes = ItemSize.of(value);
    if (bytes == 0) {
      throw TableException.validation(
          where
              + " is not supported. The AttributeValue for a key attribute cannot contain an empty "
              + (value.type() == AttributeType.B ? "binary" : "string")
              + " value. IndexName: "
              + index.name()
              + ", IndexKey: "
              + attribute.name());
    }
    boolean isPartition = index.key().partition().contains(attribute);
    if (bytes > (isPartition ? KeyRules.MAX_PARTITION_BYTES : KeyRules.MAX_SORT_BYTES)) {
      throw TableException.validation(
          INVALID
              + (isPartition
                  ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                  : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"));
    }
  }

  /** Refuses several attributes of a key that are too large together. */
  private static void checkSum(IndexDefinition index, Item item) {
    if (sum(index.key().partition(), item) > KeyRules.MAX_PARTITION_BYTES) {
      throw TableException.validation(
          INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (sum(index.key().sort(), item) > KeyRules.MAX_SORT_BYTES) {
      throw TableException.validation(
          INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }

  private static long sum(List<KeyAttribute> attributes, Item item) {
    long sum = 0;
    for (KeyAttribute attribute : attributes) {
      AttributeValue value = item.get(attribute.name());
      sum += value == null ? 0 : ItemSize.of(value);
    }
    return sum;
  }

  static TableException mismatch() {
    return TableException.validation("The provided key element does not match the schema");
  }
}
