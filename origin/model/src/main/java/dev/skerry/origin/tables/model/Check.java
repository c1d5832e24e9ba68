package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ConditionFailed;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.Placeholders;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A condition on an item that a transaction does not write. By itself it is a transaction of one
 * part.
 */
public final class Check<R extends Record> extends Write<Integer> {
  private final Where<R> where;
  private final Object key;
  private final Condition<R> condition;

  Check(Where<R> where, Object key, Condition<R> condition) {
    super(where.connection());
    this.where = where;
    this.key = key;
    this.condition = condition;
  }

  @Override
  Integer answer() {
    return new Transaction(connection(), List.of(this)).answer();
  }

  @Override
  TransactWriteItem part() {
    Placeholders places = new Placeholders();
    String rendered = condition.render(places);
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(where.table())
                    .key(where.schema().key(key))
                    .conditionExpression(rendered)
                    .expressionAttributeNames(places.names())
                    .expressionAttributeValues(Expressions.orNull(places.values()))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  @Override
  ModelException failed(Map<String, AttributeValue> item) {
    return new ConditionFailed(key, where.table(), item.isEmpty() ? null : where.record(item));
  }
}
