package dev.skerry.handler;

import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table that is bound to a handler, for one call of it. Items are maps whose values are strings,
 * {@link java.math.BigDecimal}, booleans, null, read-only {@link java.nio.ByteBuffer}, lists, maps,
 * and sets of strings, numbers or octets; any number and {@code byte[]} are taken, too.
 *
 * <p>Each call waits for its answer, and throws a {@link DataException} where the table refuses it.
 */
public final class Table {
  /** Members of requests that are attributes. */
  private static final Set<String> ATTRIBUTES =
      Set.of("Key", "Item", "ExpressionAttributeValues", "ExclusiveStartKey");

  private final Binding.Table table;
  private final BoundData data;

  Table(Binding.Table table, BoundData data) {
    this.table = table;
    this.data = data;
  }

  /**
   * What a query found.
   *
   * @param items in the order of their sort keys
   * @param last where the next page begins, as {@code ExclusiveStartKey}; empty for the last page
   */
  public record Page(
      List<Map<String, @Nullable Object>> items, Map<String, @Nullable Object> last) {}

  /** The item of a key; null if there is none. */
  public @Nullable Map<String, @Nullable Object> get(Map<String, ?> key) {
    Object item = call("GetItem", Map.of("Key", key)).get("Item");
    return item == null ? null : ItemValues.values(item);
  }

  /** Puts an item in place of what was there. */
  public void put(Map<String, ?> item) {
    var _ = call("PutItem", Map.of("Item", item));
  }

  /** Deletes the item of a key, if there is one. */
  public void delete(Map<String, ?> key) {
    var _ = call("DeleteItem", Map.of("Key", key));
  }

  /**
   * {@code UpdateItem}.
   *
   * @param request its members but the table's name, as {@code Key}, {@code UpdateExpression},
   *     {@code ExpressionAttributeValues}, {@code ReturnValues}
   * @return the attributes that it asks for
   */
  public Map<String, @Nullable Object> update(Map<String, ?> request) {
    return ItemValues.values(call("UpdateItem", request).get("Attributes"));
  }

  /**
   * {@code Query}.
   *
   * @param request its members but the table's name, as {@code KeyConditionExpression}, {@code
   *     ExpressionAttributeValues}, {@code Limit}
   */
  public Page query(Map<String, ?> request) {
    Map<String, @Nullable Object> answer = call("Query", request);
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    if (answer.get("Items") instanceof List<?> all) {
      all.forEach(each -> items.add(ItemValues.values(each)));
    }
    return new Page(items, ItemValues.values(answer.get("LastEvaluatedKey")));
  }

  private Map<String, @Nullable Object> call(String operation, Map<String, ?> request) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    request.forEach(
        (name, value) ->
            members.put(
                name,
                ATTRIBUTES.contains(name) && value instanceof Map<?, ?> map
                    ? ItemValues.attributes(map)
                    : value));
    byte[] json = JsonText.of(members).getBytes(StandardCharsets.UTF_8);
    BoundData.Answer answer =
        data.ask(new BoundData.Question(table, operation, "", Fields.EMPTY, json));
    return DataException.unlessDone(answer);
  }
}
