package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ConditionFailed;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.error.NotFound;
import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.Placeholders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** An item removed. It answers the record that was there; empty if there was none. */
public final class Delete<R extends Record> extends Write<Optional<R>> {
  private final Where<R> where;
  private final Object key;
  private final Requirement<R> requirement = new Requirement<>();
  private boolean mustExist;

  Delete(Where<R> where, Object key) {
    super(where.connection());
    this.where = where;
    this.key = key;
  }

  /** Removes it only if that holds for it. */
  public Delete<R> onlyIf(Condition<R> condition) {
    requirement.and(condition);
    return this;
  }

  /** Fails with {@link NotFound} if it is not there. */
  public Delete<R> mustExist() {
    mustExist = true;
    return this;
  }

  private @Nullable String condition(Placeholders places) {
    List<String> own =
        mustExist ? List.of(Requirement.exists(places, where.schema().partition())) : List.of();
    return requirement.render(places, own);
  }

  @Override
  Optional<R> answer() {
    Placeholders places = new Placeholders();
    @Nullable String condition = condition(places);
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(where.table())
            .key(where.schema().key(key))
            .conditionExpression(condition)
            .expressionAttributeNames(Expressions.orNull(places.names()))
            .expressionAttributeValues(Expressions.orNull(places.values()))
            .returnValues(ReturnValue.ALL_OLD)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    Map<String, AttributeValue> before = ask(client -> client.deleteItem(request)).attributes();
    return before.isEmpty() ? Optional.empty() : Optional.of(where.record(before));
  }

  @Override
  TransactWriteItem part() {
    Placeholders places = new Placeholders();
    @Nullable String condition = condition(places);
    return TransactWriteItem.builder()
        .delete(
            delete ->
                delete
                    .tableName(where.table())
                    .key(where.schema().key(key))
                    .conditionExpression(condition)
                    .expressionAttributeNames(Expressions.orNull(places.names()))
                    .expressionAttributeValues(Expressions.orNull(places.values()))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  @Override
  ModelException failed(Map<String, AttributeValue> item) {
    if (item.isEmpty() && mustExist) {
      return new NotFound(key, where.table());
    }
    return new ConditionFailed(key, where.table(), item.isEmpty() ? null : where.record(item));
  }
}
