package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.ItemRange;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.expression.KeyRange;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import dev.skerry.origin.tables.value.KeyRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key behind which a query or a scan of a table or of an index goes on, as a request gives it.
 * What can be wrong with it is told between other faults, so each check is by itself.
 */
record StartKey(Item key, TableDefinition table, @Nullable IndexDefinition index) {
  private static final String INVALID = "The provided starting key is invalid";

  /** Refuses a key with more or fewer attributes than there are in keys. */
  void checkSize() {
    if (key.attributes().size() != Page.keyNames(table, index).size()) {
      throw TableException.validation(INVALID);
    }
  }

  /** Refuses a key whose attribute of that name none that is read can have. */
  void checkAttribute(KeyAttribute attribute) {
    AttributeValue value = key.get(attribute.name());
    if (value == null) {
      throw TableException.validation(INVALID);
    }
    if (value.type() != attribute.type()) {
      throw KeyInput.mismatch();
    }
    if (ItemSize.of(value) == 0) {
      throw TableException.validation(INVALID + ": " + empty(attribute, value));
    }
    boolean isPartition = schema().partition().contains(attribute);
    KeyRules.check(
        attribute.name(), value, isPartition ? KeyRules.Role.PARTITION : KeyRules.Role.SORT);
  }

  private String empty(KeyAttribute attribute, AttributeValue value) {
    boolean ofTable = index == null || table.schema().key().names().contains(attribute.name());
    return "One or more parameter values are not valid. "
        + (ofTable ? "" : "A value specified for a secondary index key is not supported. ")
        + "The AttributeValue for a key attribute cannot contain an empty "
        + (value.type() == AttributeType.B ? "binary" : "string")
        + " value. "
        + (index == null || ofTable ? "Key: " : "IndexName: " + index.name() + ", IndexKey: ")
        + attribute.name();
  }

  /** Refuses a key at which no item of the table can stand. */
  void checkPrimary() {
    checkPrimary(key);
  }

  /** Refuses a key of a scan of the table that has not its attributes, and no others. */
  void checkWholePrimary() {
    checkPrimary(key.attributes().size() == table.schema().key().names().size() ? key : Item.EMPTY);
  }

  private void checkPrimary(Item start) {
    KeySchema primary = table.schema().key();
    TableException refusal =
        KeyInput.fits(primary, start) ? KeyInput.unruly(primary, start) : KeyInput.mismatch();
    if (refusal != null) {
      throw TableException.validation(INVALID + ": " + refusal.getMessage());
    }
  }

  /** Does all of these checks for the attributes of what is read. */
  void check() {
    checkSize();
    schema().attributes().forEach(this::checkAttribute);
    checkPrimary();
  }

  /** Refuses a key that is none of the keys wanted, whose range it is. */
  void checkWithin(ItemRange range, KeyRange wanted) {
    if (range.contains(key)) {
      return;
    }
    if (wanted.equal().isEmpty() && wanted.bound() == null) {
      throw TableException.validation(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    boolean isOfOne = wanted.bound() == null;
    throw TableException.validation(
        isOfOne && range.contains(in(wanted.partition()))
            ? "The query can return at most one row and cannot be restarted"
            : "The provided starting key does not match the range key predicate");
  }

  /** The same key in the partition that is wanted. */
  private Item in(List<AttributeValue> partition) {
    Item moved = key;
    int at = 0;
    for (KeyAttribute attribute : schema().partition()) {
      moved = moved.with(attribute.name(), partition.get(at++));
    }
    return moved;
  }

  private KeySchema schema() {
    return index == null ? table.schema().key() : index.key();
  }
}
