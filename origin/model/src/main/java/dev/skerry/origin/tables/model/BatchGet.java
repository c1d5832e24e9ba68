package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Unprocessed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Items read by their keys, however many; in the order of the keys, without those that are not
 * there. What the service leaves undone is asked for again, as {@link Retry} says.
 */
public final class BatchGet<R extends Record> extends Call<List<R>> {
  private static final int KEYS_MAX = 100;

  private final Where<R> where;
  private final List<Object> keys;
  private boolean consistent;
  private boolean populate;

  BatchGet(Where<R> where, Collection<?> keys) {
    super(where.connection());
    this.where = where;
    this.keys = List.copyOf(keys);
  }

  /** Reads what the last write left, and not what some writes before it did. */
  public BatchGet<R> consistent() {
    consistent = true;
    return this;
  }

  /** Reads also the items that they refer to. */
  public BatchGet<R> populate() {
    populate = true;
    return this;
  }

  @Override
  List<R> answer() {
    List<R> records = List.copyOf(byKey().values());
    return populate ? where.populated(records) : records;
  }

  /** The records by their keys, in the order of the keys. */
  Map<Object, R> byKey() {
    Map<Map<String, AttributeValue>, Object> asked = new LinkedHashMap<>();
    keys.forEach(key -> asked.putIfAbsent(where.schema().key(key), key));
    Map<Object, R> found = new LinkedHashMap<>();
    List<Map<String, AttributeValue>> all = List.copyOf(asked.keySet());
    for (int i = 0; i < all.size(); i += KEYS_MAX) {
      fetch(all.subList(i, Math.min(all.size(), i + KEYS_MAX)), asked, found);
    }
    Map<Object, R> ordered = new LinkedHashMap<>();
    for (Object key : asked.values()) {
      R record = found.get(key);
      if (record != null) {
        ordered.put(key, record);
      }
    }
    return ordered;
  }

  private void fetch(
      List<Map<String, AttributeValue>> part,
      Map<Map<String, AttributeValue>, Object> asked,
      Map<Object, R> found) {
    List<Map<String, AttributeValue>> left = part;
    int attempts = connection().settings().retry().attempts();
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      BatchGetItemResponse answer = ask(left);
      for (Map<String, AttributeValue> item :
          answer.responses().getOrDefault(where.table(), List.of())) {
        Object key = asked.get(where.schema().keyAttributes(item));
        if (key != null && !where.hides(item)) {
          found.put(key, where.record(item));
        }
      }
      KeysAndAttributes again = answer.unprocessedKeys().get(where.table());
      left = again == null ? List.of() : again.keys();
      if (!left.isEmpty()) {
        if (attempt == attempts) {
          throw undone(left, asked, found, attempts);
        }
        connection().pauseAfter(attempt);
      }
    }
  }

  private BatchGetItemResponse ask(List<Map<String, AttributeValue>> wanted) {
    KeysAndAttributes request =
        KeysAndAttributes.builder().keys(wanted).consistentRead(consistent).build();
    return connection()
        .ask(
            client -> client.batchGetItem(get -> get.requestItems(Map.of(where.table(), request))));
  }

  /**
   * All that was asked for and is not found may be left, as parts that come later are not asked.
   */
  private Unprocessed undone(
      List<Map<String, AttributeValue>> left,
      Map<Map<String, AttributeValue>, Object> asked,
      Map<Object, R> found,
      int attempts) {
    List<Object> keysLeft = new ArrayList<>();
    List<Map<String, AttributeValue>> all = List.copyOf(asked.keySet());
    int part = all.indexOf(left.getFirst()) / KEYS_MAX;
    left.forEach(each -> keysLeft.add(asked.get(each)));
    all.stream().skip((part + 1L) * KEYS_MAX).forEach(each -> keysLeft.add(asked.get(each)));
    return new Unprocessed(List.copyOf(found.values()), keysLeft, attempts);
  }
}
