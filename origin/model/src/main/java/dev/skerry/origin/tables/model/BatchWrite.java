package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.Unprocessed;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Items put or deleted, however many, each by itself. It answers how many they are. All records are
 * checked before the first is sent; what the service leaves undone is sent again, as {@link Retry}
 * says.
 */
public final class BatchWrite<R extends Record> extends Call<Integer> {
  private static final int WRITES_MAX = 25;

  private final Where<R> where;
  private final List<Object> given;
  private final Function<Object, WriteRequest> request;

  private BatchWrite(Where<R> where, Collection<?> given, Function<Object, WriteRequest> request) {
    super(where.connection());
    this.where = where;
    this.given = List.copyOf(given);
    this.request = request;
  }

  static <R extends Record> BatchWrite<R> puts(Where<R> where, Collection<R> records) {
    Class<R> type = where.schema().document().type();
    return new BatchWrite<>(
        where,
        records,
        record -> put(where.schema().item(type.cast(record), where.connection().now())));
  }

  static <R extends Record> BatchWrite<R> deletes(Where<R> where, Collection<?> keys) {
    return new BatchWrite<>(
        where,
        keys,
        key ->
            WriteRequest.builder()
                .deleteRequest(delete -> delete.key(where.schema().key(key)))
                .build());
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  @Override
  Integer answer() {
    Map<Map<String, AttributeValue>, Object> byKey = new LinkedHashMap<>();
    List<WriteRequest> all = new ArrayList<>();
    for (Object each : given) {
      WriteRequest one = request.apply(each);
      if (byKey.putIfAbsent(key(one), each) != null) {
        throw new ValidationFailed(
            "a batch", List.of(new Finding("", "has two writes of one item: " + each)));
      }
      all.add(one);
    }
    for (int i = 0; i < all.size(); i += WRITES_MAX) {
      int end = Math.min(all.size(), i + WRITES_MAX);
      List<WriteRequest> left = write(all.subList(i, end));
      if (!left.isEmpty()) {
        List<Object> undone = new ArrayList<>();
        left.forEach(each -> undone.add(byKey.get(key(each))));
        undone.addAll(given.subList(end, given.size()));
        throw new Unprocessed(List.of(), undone, connection().settings().retry().attempts());
      }
    }
    return all.size();
  }

  private Map<String, AttributeValue> key(WriteRequest one) {
    return one.putRequest() == null
        ? one.deleteRequest().key()
        : where.schema().keyAttributes(one.putRequest().item());
  }

  /** What is left after all attempts. */
  private List<WriteRequest> write(List<WriteRequest> part) {
    int attempts = connection().settings().retry().attempts();
    List<WriteRequest> left = part;
    for (int attempt = 1; ; attempt++) {
      Map<String, List<WriteRequest>> now = Map.of(where.table(), left);
      left =
          connection()
              .ask(client -> client.batchWriteItem(batch -> batch.requestItems(now)))
              .unprocessedItems()
              .getOrDefault(where.table(), List.of());
      if (left.isEmpty() || attempt == attempts) {
        return left;
      }
      connection().pauseAfter(attempt);
    }
  }
}
