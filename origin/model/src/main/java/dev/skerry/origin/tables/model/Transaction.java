package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.error.TransactionCancelled;
import dev.skerry.origin.tables.model.error.TransactionCancelled.Reason;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes, of any models, that are all done or none. It answers how many they are.
 *
 * <p>A call carries a token, so that the client may repeat it when no answer came.
 */
public final class Transaction extends Call<Integer> {
  private static final int PARTS_MAX = 100;

  private final List<Write<?>> parts;

  Transaction(Connection connection, List<Write<?>> parts) {
    super(connection);
    this.parts = List.copyOf(parts);
  }

  @Override
  Integer answer() {
    if (parts.isEmpty() || parts.size() > PARTS_MAX) {
      throw new ValidationFailed(
          "a transaction",
          List.of(new Finding("", "must have 1 to " + PARTS_MAX + " parts, has " + parts.size())));
    }
    List<TransactWriteItem> items = parts.stream().<TransactWriteItem>map(Write::part).toList();
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder().transactItems(items).build();
    var _ =
        connection()
            .ask(
                client -> {
                  try {
                    return client.transactWriteItems(request);
                  } catch (TransactionCanceledException e) {
                    throw cancelled(e);
                  }
                });
    return parts.size();
  }

  private TransactionCancelled cancelled(TransactionCanceledException failure) {
    List<Reason> reasons = new ArrayList<>();
    List<CancellationReason> told = failure.cancellationReasons();
    for (int i = 0; i < told.size(); i++) {
      if (!"None".equals(told.get(i).code())) {
        reasons.add(new Reason(i, problem(parts.get(i), told.get(i), failure)));
      }
    }
    return new TransactionCancelled(reasons, failure);
  }

  private static ModelException problem(
      Write<?> part, CancellationReason reason, TransactionCanceledException failure) {
    return "ConditionalCheckFailed".equals(reason.code())
        ? part.failed(reason.item())
        : Failures.of(reason.code(), failure);
  }
}
