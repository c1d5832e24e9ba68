package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.TransactionCancelled;
import dev.skerry.origin.tables.model.error.TransactionCancelled.Reason;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Reads, of any models, as of one moment. */
public final class Snapshot extends Call<Snapshot.Found> {
  private static final int PARTS_MAX = 100;

  private final List<Get<?>> parts;

  Snapshot(Connection connection, List<Get<?>> parts) {
    super(connection);
    this.parts = List.copyOf(parts);
  }

  @Override
  Found answer() {
    if (parts.isEmpty() || parts.size() > PARTS_MAX) {
      throw new ValidationFailed(
          "a snapshot",
          List.of(new Finding("", "must have 1 to " + PARTS_MAX + " parts, has " + parts.size())));
    }
    List<TransactGetItem> gets = parts.stream().<TransactGetItem>map(Get::part).toList();
    TransactGetItemsRequest request = TransactGetItemsRequest.builder().transactItems(gets).build();
    List<Map<String, AttributeValue>> items =
        connection()
            .ask(
                client -> {
                  try {
                    return client.transactGetItems(request);
                  } catch (TransactionCanceledException e) {
                    throw cancelled(e);
                  }
                })
            .responses()
            .stream()
            .map(ItemResponse::item)
            .toList();
    return new Found(parts, items);
  }

  private static TransactionCancelled cancelled(TransactionCanceledException failure) {
    List<Reason> reasons = new ArrayList<>();
    List<CancellationReason> told = failure.cancellationReasons();
    for (int i = 0; i < told.size(); i++) {
      if (!"None".equals(told.get(i).code())) {
        reasons.add(new Reason(i, Failures.of(told.get(i).code(), failure)));
      }
    }
    return new TransactionCancelled(reasons, failure);
  }

  /** What was read. */
  public static final class Found {
    private final List<Get<?>> parts;
    private final List<Map<String, AttributeValue>> items;

    private Found(List<Get<?>> parts, List<Map<String, AttributeValue>> items) {
      this.parts = parts;
      this.items = items;
    }

    /**
     * The answer of one of the parts.
     *
     * @param part the same object that the snapshot was made with
     */
    public <R extends Record> Optional<R> of(Get<R> part) {
      for (int i = 0; i < parts.size(); i++) {
        if (isSame(parts.get(i), part)) {
          return part.found(items.get(i));
        }
      }
      throw new IllegalArgumentException("expected a part of the snapshot, got another get");
    }

    @SuppressWarnings("ReferenceEquality") // two gets of one key are two parts
    private static boolean isSame(Get<?> one, Get<?> other) {
      return one == other;
    }
  }
}
