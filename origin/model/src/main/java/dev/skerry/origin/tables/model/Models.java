package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Finding;
import dev.skerry.origin.tables.model.error.SchemaInvalid;
import dev.skerry.origin.tables.model.expression.Accessor;
import dev.skerry.origin.tables.model.expression.Attributes;
import dev.skerry.origin.tables.model.expression.Path;
import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Schema;
import dev.skerry.origin.tables.model.schema.Key;
import dev.skerry.origin.tables.model.schema.Table;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** All models of a program, on one client. Used by any thread; the client stays the program's. */
public final class Models {
  private final Connection connection;
  private final Population population = new Population();

  private Models(Connection connection) {
    this.connection = connection;
  }

  /** Models on a client, of AWS or of Skerry. */
  public static Models on(DynamoDbClient client) {
    return on(client, ModelSettings.DEFAULT);
  }

  /** Models on a client, with settings. */
  public static Models on(DynamoDbClient client, ModelSettings settings) {
    return new Models(new Connection(client, settings));
  }

  /**
   * The model of a record whose key is one component.
   *
   * @param partition the component that is the {@code @PartitionKey}: gives keys their type
   * @throws SchemaInvalid with all that is wrong with the record
   */
  public <R extends Record, K> Model<R, K> model(Class<R> type, Accessor<R, K> partition) {
    Schema<R> schema = Schema.of(type);
    check(schema, schema.partition(), partition);
    if (schema.sort().isPresent()) {
      throw new SchemaInvalid(
          type.getName(), List.of(new Finding("", "has a sort key, which must be given too")));
    }
    return add(schema);
  }

  /**
   * The model of a record whose key is two components.
   *
   * @param partition the component that is the {@code @PartitionKey}
   * @param sort the component that is the {@code @SortKey}
   * @throws SchemaInvalid with all that is wrong with the record
   */
  public <R extends Record, P, S> Model<R, Key<P, S>> model(
      Class<R> type, Accessor<R, P> partition, Accessor<R, S> sort) {
    Schema<R> schema = Schema.of(type);
    check(schema, schema.partition(), partition);
    check(
        schema,
        schema
            .sort()
            .orElseThrow(
                () ->
                    new SchemaInvalid(type.getName(), List.of(new Finding("", "has no @SortKey")))),
        sort);
    return add(schema);
  }

  private static <R extends Record> void check(
      Schema<R> schema, Component key, Accessor<R, ?> given) {
    Path path = Attributes.attribute(given).path();
    if (!path.root().name().equals(key.name())) {
      throw new SchemaInvalid(
          schema.document().type().getName(),
          List.of(new Finding(path.root().name(), "was given as a key, which is " + key.name())));
    }
  }

  private <R extends Record, K> Model<R, K> add(Schema<R> schema) {
    Class<R> type = schema.document().type();
    String named = schema.table().map(Table::name).orElse("");
    ModelSettings settings = connection.settings();
    String table =
        settings.prefix() + (named.isEmpty() ? type.getSimpleName() : named) + settings.suffix();
    Model<R, K> model = new Model<>(new Where<>(connection, schema, table, population));
    population.add(type, model);
    return model;
  }

  /** Writes, of any models, that are all done or none; 100 at most, each of another item. */
  public Transaction transaction(Write<?>... parts) {
    return new Transaction(connection, List.of(parts));
  }

  /** Reads, of any models, as of one moment; 100 at most. */
  public Snapshot snapshot(Get<?>... parts) {
    return new Snapshot(connection, List.of(parts));
  }
}
