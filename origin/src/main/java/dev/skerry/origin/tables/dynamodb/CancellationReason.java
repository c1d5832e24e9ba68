package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What an action of a transaction had to do with its being cancelled. Source: the DynamoDB API
 * reference, TransactWriteItems, "Cancellation reason codes and possible error messages".
 *
 * @param code {@code None} where it had nothing to do with it
 * @param item what was there instead, if the client wanted to know
 */
record CancellationReason(String code, @Nullable String message, @Nullable Item item) {
  /** Of an action to which nothing is wrong. */
  static final CancellationReason NONE = new CancellationReason("None", null, null);

  /** Of an action that met others for too long. */
  static final CancellationReason CONFLICT =
      new CancellationReason("TransactionConflict", "Transaction is ongoing for the item", null);

  /** The reason that is what an action by itself would have been refused for. */
  static CancellationReason of(TableException refusal) {
    if (refusal instanceof ConditionFailed condition) {
      return new CancellationReason(
          "ConditionalCheckFailed", condition.getMessage(), condition.item());
    }
    String code =
        switch (refusal.type()) {
          case ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED -> "ItemCollectionSizeLimitExceeded";
          case DUPLICATE_ITEM -> "DuplicateItem";
          case RESOURCE_NOT_FOUND -> "ResourceNotFound";
          default -> "ValidationError";
        };
    return new CancellationReason(code, refusal.getMessage(), null);
  }

  /** Whether it is the reason. */
  boolean cancels() {
    return !code.equals(NONE.code);
  }

  void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("Code", code);
    if (message != null) {
      out.writeStringProperty("Message", message);
    }
    if (item != null) {
      out.writeName("Item");
      new AttributeValueWriter(out).item(item);
    }
    out.writeEndObject();
  }
}
