package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.NotFound;
import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.expression.Placeholders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/** An item read by its key; empty if there is none. */
public final class Get<R extends Record> extends Call<Optional<R>> {
  private final Where<R> where;
  private final Object key;
  private boolean consistent;
  private boolean populate;

  Get(Where<R> where, Object key) {
    super(where.connection());
    this.where = where;
    this.key = key;
  }

  /** Reads what the last write left, and not what some writes before it did. */
  public Get<R> consistent() {
    consistent = true;
    return this;
  }

  /** Reads also the items that it refers to. */
  public Get<R> populate() {
    populate = true;
    return this;
  }

  /** The same as a call that fails with {@link NotFound} if there is none. */
  public Call<R> mustExist() {
    return new Answer<>(
        connection(), () -> answer().orElseThrow(() -> new NotFound(key, where.table())));
  }

  /** The same for some attributes only. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final Call<Optional<Row<R>>> only(Attribute<R, ?>... attributes) {
    Selected<R> selected = new Selected<>(List.of(attributes));
    return new Answer<>(connection(), () -> row(selected));
  }

  private Optional<Row<R>> row(Selected<R> selected) {
    Placeholders places = new Placeholders();
    String projection = selected.render(places);
    Map<String, AttributeValue> item =
        connection()
            .ask(
                client ->
                    client.getItem(
                        get ->
                            get.tableName(where.table())
                                .key(where.schema().key(key))
                                .consistentRead(consistent)
                                .projectionExpression(projection)
                                .expressionAttributeNames(places.names())))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(new Row<>(where.table(), item));
  }

  @Override
  Optional<R> answer() {
    return found(
        connection()
            .ask(
                client ->
                    client.getItem(
                        get ->
                            get.tableName(where.table())
                                .key(where.schema().key(key))
                                .consistentRead(consistent)))
            .item());
  }

  /** As a snapshot has it. */
  TransactGetItem part() {
    return TransactGetItem.builder()
        .get(get -> get.tableName(where.table()).key(where.schema().key(key)))
        .build();
  }

  /** The record of what was answered, where an item without attributes is none. */
  Optional<R> found(Map<String, AttributeValue> item) {
    if (item.isEmpty() || where.hides(item)) {
      return Optional.empty();
    }
    R record = where.record(item);
    return Optional.of(populate ? where.populated(List.of(record)).getFirst() : record);
  }
}
