package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.KeyQuery;
import dev.skerry.origin.tables.model.expression.Placeholders;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The items of one partition of the table or of an index, in the order of the sort key. Which of
 * them answers is found out from the condition; what no key answers is a filter.
 */
public final class Query<R extends Record> extends Search<R, Query<R>> {
  private final Condition<R> condition;
  private boolean descending;

  Query(Where<R> where, Condition<R> condition) {
    super(where);
    this.condition = condition;
  }

  @Override
  Query<R> self() {
    return this;
  }

  /** From the last item to the first. */
  public Query<R> descending() {
    descending = true;
    return this;
  }

  @Override
  Found find(@Nullable Cursor begin, Want<R> want) {
    KeyQuery<R> plan = KeyQuery.of(where().schema(), condition, indexed());
    Wholeness.check(where(), plan.index(), want);
    Placeholders places = new Placeholders();
    @Nullable Condition<R> filter = both(plan.filter(), filtered());
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(where().table())
            .indexName(plan.index() == null ? null : plan.index().name())
            .keyConditionExpression(plan.keys().render(places))
            .filterExpression(filter == null ? null : filter.render(places))
            .limit(limited())
            .consistentRead(isConsistent())
            .scanIndexForward(!descending)
            .exclusiveStartKey(begin == null ? null : begin.key());
    switch (want) {
      case Want.Whole<R>() -> {}
      case Want.Count<R>() -> request.select(Select.COUNT);
      case Want.Some<R>(Selected<R> selected) ->
          request.projectionExpression(selected.render(places));
    }
    request
        .expressionAttributeNames(places.names())
        .expressionAttributeValues(Expressions.orNull(places.values()));
    QueryResponse answer = connection().ask(client -> client.query(request.build()));
    return new Found(
        answer.items(), answer.count(), answer.scannedCount(), answer.lastEvaluatedKey());
  }

  private static <R> @Nullable Condition<R> both(
      @Nullable Condition<R> one, @Nullable Condition<R> other) {
    return one == null ? other : other == null ? one : one.and(other);
  }
}
