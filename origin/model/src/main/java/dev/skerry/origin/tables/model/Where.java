package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.item.Schema;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A model's place: what a call needs to know of it.
 *
 * @param table with prefix and suffix
 */
record Where<R extends Record>(
    Connection connection, Schema<R> schema, String table, Population population) {
  R record(Map<String, AttributeValue> item) {
    return schema.record(item, table);
  }

  /** Whether the item is past its end and its model hides such items. */
  boolean hides(Map<String, AttributeValue> item) {
    return Expiry.hides(schema, item, connection.now());
  }

  /** The records with what they refer to. */
  List<R> populated(List<R> records) {
    return population.fill(schema.document(), records);
  }
}
