package dev.skerry.origin.tables;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.transfer.CsvLine;
import dev.skerry.origin.tables.transfer.JsonLine;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import dev.skerry.origin.tables.value.KeyRules;
import java.util.List;

/** Makes items of a table of records of objects. */
final class ImportedItems {
  private final Import of;

  ImportedItems(Import of) {
    this.of = of;
  }

  /** Between fields of CSV. */
  char delimiter() {
    String asked = of.wish().delimiter();
    return asked == null ? ',' : asked.charAt(0);
  }

  /**
   * The item of a record.
   *
   * @param header of CSV
   * @throws TableException when it is no item of the table
   */
  Item read(String record, List<String> header) {
    Item item =
        of.wish().format() == Import.Format.CSV
            ? CsvLine.item(
                header, CsvLine.fields(record, delimiter()), of.table().schema().attributes())
            : JsonLine.read(record);
    check(item);
    return item;
  }

  private void check(Item item) {
    if (ItemSize.of(item) > ItemSize.MAX_BYTES) {
      throw TableException.validation("Item size has exceeded the maximum allowed size");
    }
    KeySchema key = of.table().schema().key();
    for (KeyAttribute attribute : key.attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value == null) {
        throw TableException.validation("Missing the key " + attribute.name() + " in the item");
      }
      check(key, attribute, value);
    }
    for (IndexDefinition index : of.table().schema().indexes()) {
      for (KeyAttribute attribute : index.key().attributes()) {
        AttributeValue value = item.get(attribute.name());
        if (value != null) {
          check(index.key(), attribute, value);
        }
      }
    }
  }

  private static void check(KeySchema key, KeyAttribute attribute, AttributeValue value) {
    if (value.type() != attribute.type()) {
      throw TableException.validation(
          "Type mismatch for key %s expected: %s actual: %s"
              .formatted(attribute.name(), attribute.type(), value.type()));
    }
    KeyRules.check(
        attribute.name(),
        value,
        key.partition().contains(attribute) ? KeyRules.Role.PARTITION : KeyRules.Role.SORT);
  }
}
