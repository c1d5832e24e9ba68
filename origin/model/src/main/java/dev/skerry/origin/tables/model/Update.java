package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ConditionFailed;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.error.NotFound;
import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.expression.Changes;
import dev.skerry.origin.tables.model.expression.Condition;
import dev.skerry.origin.tables.model.expression.ListAttribute;
import dev.skerry.origin.tables.model.expression.NumberAttribute;
import dev.skerry.origin.tables.model.expression.Placeholders;
import dev.skerry.origin.tables.model.expression.SetAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A change of some attributes of one item, which must be there. It answers the record as it is
 * then.
 */
public final class Update<R extends Record> extends Write<R> {
  private final Where<R> where;
  private final Object key;
  private final List<Consumer<Changes<R>>> changes = new ArrayList<>();
  private final Requirement<R> requirement = new Requirement<>();
  private boolean mayBeNew;

  Update(Where<R> where, Object key) {
    super(where.connection());
    this.where = where;
    this.key = key;
  }

  private Update<R> with(Consumer<Changes<R>> change) {
    changes.add(change);
    return this;
  }

  /** Sets an attribute. */
  public <V> Update<R> set(Attribute<R, V> attribute, V value) {
    return with(all -> all.assign(attribute.path(), value, false));
  }

  /** Sets an attribute if it is absent. */
  public <V> Update<R> setIfAbsent(Attribute<R, V> attribute, V value) {
    return with(all -> all.assign(attribute.path(), value, true));
  }

  /** Sets an attribute to what another one was before. */
  public <V> Update<R> copy(Attribute<R, V> attribute, Attribute<R, V> from) {
    return with(all -> all.copy(attribute.path(), from.path()));
  }

  /** Removes an attribute, or an element of a list or map. */
  public Update<R> remove(Attribute<R, ?> attribute) {
    return with(all -> all.remove(attribute.path()));
  }

  /** Adds to a number, from 0 if it is absent; a negative one is subtracted. */
  public <N extends Number> Update<R> add(NumberAttribute<R, N> attribute, N number) {
    return with(all -> all.add(attribute.path(), number));
  }

  /** Adds an element to a set. */
  public <E> Update<R> add(SetAttribute<R, E> attribute, E element) {
    return with(all -> all.add(attribute.path(), Set.of(element)));
  }

  /** Takes an element out of a set. */
  public <E> Update<R> delete(SetAttribute<R, E> attribute, E element) {
    return with(all -> all.delete(attribute.path(), Set.of(element)));
  }

  /** Adds an element at the end of a list. */
  public <E> Update<R> append(ListAttribute<R, E> attribute, E element) {
    return with(all -> all.extend(attribute.path(), List.of(element), false));
  }

  /** Adds an element at the beginning of a list. */
  public <E> Update<R> prepend(ListAttribute<R, E> attribute, E element) {
    return with(all -> all.extend(attribute.path(), List.of(element), true));
  }

  /** Changes it only if that holds for the item that is there. */
  public Update<R> onlyIf(Condition<R> condition) {
    requirement.and(condition);
    return this;
  }

  /**
   * Makes the item if it is not there, with the defaults and stamps of a new one; all required
   * attributes must be set.
   */
  public Update<R> orCreate() {
    mayBeNew = true;
    return this;
  }

  private record Prepared(
      Map<String, AttributeValue> key,
      @Nullable String update,
      @Nullable String condition,
      Placeholders places) {}

  private Prepared prepare() {
    Changes<R> all = new Changes<>(where.schema(), connection().now());
    changes.forEach(change -> change.accept(all));
    all.complete(mayBeNew);
    Placeholders places = new Placeholders();
    @Nullable String update = all.render(places);
    List<String> own =
        mayBeNew ? List.of() : List.of(Requirement.exists(places, where.schema().partition()));
    return new Prepared(where.schema().key(key), update, requirement.render(places, own), places);
  }

  @Override
  R answer() {
    Prepared prepared = prepare();
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(where.table())
            .key(prepared.key)
            .updateExpression(prepared.update)
            .conditionExpression(prepared.condition)
            .expressionAttributeNames(Expressions.orNull(prepared.places.names()))
            .expressionAttributeValues(Expressions.orNull(prepared.places.values()))
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return where.record(ask(client -> client.updateItem(request)).attributes());
  }

  @Override
  TransactWriteItem part() {
    Prepared prepared = prepare();
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(where.table())
                    .key(prepared.key)
                    .updateExpression(prepared.update)
                    .conditionExpression(prepared.condition)
                    .expressionAttributeNames(Expressions.orNull(prepared.places.names()))
                    .expressionAttributeValues(Expressions.orNull(prepared.places.values()))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  @Override
  ModelException failed(Map<String, AttributeValue> item) {
    if (item.isEmpty()) {
      return mayBeNew
          ? new ConditionFailed(key, where.table(), null)
          : new NotFound(key, where.table());
    }
    return new ConditionFailed(key, where.table(), where.record(item));
  }
}
