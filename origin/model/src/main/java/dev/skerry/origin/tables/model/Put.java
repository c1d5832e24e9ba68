package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.AlreadyExists;
import dev.skerry.origin.tables.model.error.ConditionFailed;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.Placeholders;
import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A record written whole, in place of the item that is there. It answers the record as it is in the
 * table then: with defaults, stamps, and what transformations make of it.
 */
public final class Put<R extends Record> extends Write<R> {
  private final Where<R> where;
  private final R record;
  private final Requirement<R> requirement = new Requirement<>();
  private boolean isNew;

  /** As it was last written: a default may have made it. */
  private volatile Object key = "";

  Put(Where<R> where, R record) {
    super(where.connection());
    this.where = where;
    this.record = record;
  }

  /** Writes it only if that holds for the item that is there. */
  public Put<R> onlyIf(Condition<R> condition) {
    requirement.and(condition);
    return this;
  }

  /** Writes it only if there is no item of its key; otherwise {@link AlreadyExists}. */
  public Put<R> onlyIfNew() {
    isNew = true;
    return this;
  }

  @Override
  R answer() {
    Prepared prepared = prepare();
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(where.table())
            .item(prepared.item)
            .conditionExpression(prepared.condition)
            .expressionAttributeNames(Expressions.orNull(prepared.places.names()))
            .expressionAttributeValues(Expressions.orNull(prepared.places.values()))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    var _ = ask(client -> client.putItem(request));
    return where.record(prepared.item);
  }

  @Override
  TransactWriteItem part() {
    Prepared prepared = prepare();
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(where.table())
                    .item(prepared.item)
                    .conditionExpression(prepared.condition)
                    .expressionAttributeNames(Expressions.orNull(prepared.places.names()))
                    .expressionAttributeValues(Expressions.orNull(prepared.places.values()))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  @Override
  ModelException failed(Map<String, AttributeValue> item) {
    if (isNew && !item.isEmpty()) {
      return new AlreadyExists(key, where.table());
    }
    return new ConditionFailed(key, where.table(), item.isEmpty() ? null : where.record(item));
  }

  private record Prepared(
      Map<String, AttributeValue> item, @Nullable String condition, Placeholders places) {}

  private Prepared prepare() {
    Map<String, AttributeValue> item = where.schema().item(record, connection().now());
    key = where.schema().keyOf(item);
    Placeholders places = new Placeholders();
    List<String> own = new ArrayList<>();
    if (isNew) {
      own.add(Requirement.absent(places, where.schema().partition()));
    }
    Optional<Component> version = where.schema().stamped(Stamp.VERSION);
    version.ifPresent(component -> own.add(unaltered(component, item, places)));
    return new Prepared(item, requirement.render(places, own), places);
  }

  /** The version that is written is one more than the record's. */
  private static String unaltered(
      Component version, Map<String, AttributeValue> item, Placeholders places) {
    long before = Long.parseLong(Objects.requireNonNull(item.get(version.attribute())).n()) - 1;
    return before == 0
        ? Requirement.absent(places, version)
        : places.name(version.attribute())
            + " = "
            + places.value(AttributeValue.fromN(Long.toString(before)));
  }
}
