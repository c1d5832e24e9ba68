package dev.skerry.origin.tables.dynamodb;

import dev.skerry.http.tag.TableTags;
import dev.skerry.origin.tables.ItemTags;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.expression.KeyRange;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which tags stand for what an operation tells of a table: its answer is another one only after a
 * change that purges one of them.
 */
final class ReadTags {
  private ReadTags() {}

  /** Those of an operation on one table; none where it tells nothing of what is there. */
  static List<String> of(String operation, Fields in, Tables tables) {
    String name = in.requiredText("TableName");
    KeySchema schema = tables.usable(tables.engine().latest(), name).schema().key();
    return switch (operation) {
      case "GetItem" -> List.of(item(name, schema, in.item("Key")));
      case "Query" -> List.of(query(name, schema, in));
      case "PutItem" -> isToldOf(in) ? List.of(item(name, schema, in.item("Item"))) : List.of();
      case "UpdateItem", "DeleteItem" ->
          isToldOf(in) ? List.of(item(name, schema, in.item("Key"))) : List.of();
      default -> List.of(TableTags.all(name));
    };
  }

  /** Whether the answer to a write depends on what was there, or has it. */
  private static boolean isToldOf(Fields in) {
    return in.has("ConditionExpression")
        || in.has("Expected")
        || !in.text("ReturnValues", "NONE").equals("NONE");
  }

  private static String item(String table, KeySchema schema, Item item) {
    if (!KeyInput.fits(schema, item)) {
      return TableTags.all(table);
    }
    List<AttributeValue> key = new ArrayList<>();
    schema.names().forEach(name -> key.add(Objects.requireNonNull(item.get(name))));
    return ItemTags.item(table, key);
  }

  private static String query(String table, KeySchema schema, Fields in) {
    if (in.has("IndexName")) {
      return TableTags.all(table);
    }
    KeyRange keys = Query.condition(in).in(schema.partition(), schema.sort(), attribute -> {});
    return schema.sort().isEmpty()
        ? ItemTags.item(table, keys.partition())
        : ItemTags.partition(table, keys.partition().getFirst());
  }
}
