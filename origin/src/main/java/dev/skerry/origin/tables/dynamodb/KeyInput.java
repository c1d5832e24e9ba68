package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import dev.skerry.origin.tables.value.KeyRules;

/** What keys in requests must be, given the table. */
final class KeyInput {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private KeyInput() {}

  /** Checks a key that is by itself. */
  static void checkKey(TableDefinition table, Item key) {
    KeySchema schema = table.schema().key();
    if (key.attributes().size() != schema.names().size()) {
      throw mismatch();
    }
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = key.get(attribute.name());
      if (value == null || value.type() != attribute.type()) {
        throw mismatch();
      }
    }
    checkRules(schema, key, KeyRules.Place.KEY);
  }

  /** Refuses a key attribute of the right type that has no octets, before all else. */
  static void checkNotEmpty(TableDefinition table, Item item) {
    for (KeyAttribute attribute : table.schema().key().attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value != null && value.type() == attribute.type() && ItemSize.of(value) == 0) {
        KeyRules.check(attribute.name(), value, KeyRules.Role.SORT, KeyRules.Place.ITEM);
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
    checkRules(schema, item, KeyRules.Place.ITEM);
    for (IndexDefinition index : table.schema().indexes()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        checkIndexKey(index, attribute, item);
      }
    }
  }

  private static void checkRules(KeySchema schema, Item item, KeyRules.Place place) {
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value != null) {
        KeyRules.Role role =
            schema.partition().contains(attribute) ? KeyRules.Role.PARTITION : KeyRules.Role.SORT;
        KeyRules.check(attribute.name(), value, role, place);
      }
    }
  }

  private static void checkIndexKey(IndexDefinition index, KeyAttribute attribute, Item item) {
    AttributeValue value = item.get(attribute.name());
    if (value == null) {
      return;
    }
    if (value.type() != attribute.type()) {
      throw TableException.validation(
          INVALID
              + "Type mismatch for Index Key "
              + attribute.name()
              + " Expected: "
              + attribute.type()
              + " Actual: "
              + value.type()
              + " IndexName: "
              + index.name());
    }
    checkIndexKeySize(index, attribute, value);
  }

  /** Checks keys of indexes of an item that an update made. */
  static void checkUpdated(TableDefinition table, Item item) {
    for (IndexDefinition index : table.schema().indexes()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        AttributeValue value = item.get(attribute.name());
        if (value != null && value.type() != attribute.type()) {
          throw TableException.validation(
              "The update expression attempted to update the secondary index key to unsupported"
                  + " type");
        }
        if (value != null) {
          checkIndexKeySize(index, attribute, value);
        }
      }
    }
  }

  private static void checkIndexKeySize(
      IndexDefinition index, KeyAttribute attribute, AttributeValue value) {
    long bytes = ItemSize.of(value);
    if (bytes == 0) {
      throw TableException.validation(
          "One or more parameter values are not valid. A value specified for a secondary index key"
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

  private static TableException mismatch() {
    return TableException.validation("The provided key element does not match the schema");
  }
}
