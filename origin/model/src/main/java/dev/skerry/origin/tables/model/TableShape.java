package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Index;
import dev.skerry.origin.tables.model.item.Schema;
import dev.skerry.origin.tables.model.schema.Projection;
import dev.skerry.origin.tables.model.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** A model's table in the service's words. */
final class TableShape {
  private final String name;
  private final Schema<?> schema;
  private final @Nullable Table said;

  TableShape(String name, Schema<?> schema) {
    this.name = name;
    this.schema = schema;
    this.said = schema.table().orElse(null);
  }

  CreateTableRequest create() {
    List<LocalSecondaryIndex> local =
        schema.indexes().stream().filter(index -> !index.global()).map(this::local).toList();
    List<GlobalSecondaryIndex> global =
        schema.indexes().stream().filter(Index::global).map(this::global).toList();
    return CreateTableRequest.builder()
        .tableName(name)
        .attributeDefinitions(definitions())
        .keySchema(keys(schema.partition(), schema.sort().orElse(null)))
        .localSecondaryIndexes(local.isEmpty() ? null : local)
        .globalSecondaryIndexes(global.isEmpty() ? null : global)
        .billingMode(billing())
        .provisionedThroughput(throughput())
        .streamSpecification(isStreaming() ? stream() : null)
        .deletionProtectionEnabled(isProtected() ? true : null)
        .tableClass(isInfrequent() ? TableClass.STANDARD_INFREQUENT_ACCESS : null)
        .tags(tags().isEmpty() ? null : tags())
        .build();
  }

  /** The types of all attributes that are keys of the table or of an index. */
  List<AttributeDefinition> definitions() {
    Map<String, AttributeDefinition> all = new LinkedHashMap<>();
    List<Component> keys = new ArrayList<>(List.of(schema.partition()));
    schema.sort().ifPresent(keys::add);
    for (Index index : schema.indexes()) {
      keys.add(index.partition());
      if (index.sort() != null) {
        keys.add(index.sort());
      }
    }
    for (Component key : keys) {
      all.put(
          key.attribute(),
          AttributeDefinition.builder()
              .attributeName(key.attribute())
              .attributeType(key.codec().type())
              .build());
    }
    return List.copyOf(all.values());
  }

  List<KeySchemaElement> keys() {
    return keys(schema.partition(), schema.sort().orElse(null));
  }

  static List<KeySchemaElement> keys(Component partition, @Nullable Component sort) {
    KeySchemaElement first = key(partition, KeyType.HASH);
    return sort == null ? List.of(first) : List.of(first, key(sort, KeyType.RANGE));
  }

  private static KeySchemaElement key(Component component, KeyType type) {
    return KeySchemaElement.builder().attributeName(component.attribute()).keyType(type).build();
  }

  static software.amazon.awssdk.services.dynamodb.model.Projection projection(Index index) {
    return software.amazon.awssdk.services.dynamodb.model.Projection.builder()
        .projectionType(index.projection().name())
        .nonKeyAttributes(index.projection() == Projection.INCLUDE ? index.include() : null)
        .build();
  }

  private LocalSecondaryIndex local(Index index) {
    return LocalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.partition(), index.sort()))
        .projection(projection(index))
        .build();
  }

  GlobalSecondaryIndex global(Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.partition(), index.sort()))
        .projection(projection(index))
        .provisionedThroughput(throughput(index))
        .build();
  }

  /** The throughput of a global index; null where the table is billed by request. */
  @Nullable ProvisionedThroughput throughput(Index index) {
    if (said == null || said.readUnits() == 0) {
      return null;
    }
    return units(
        index.readUnits() == 0 ? said.readUnits() : index.readUnits(),
        index.writeUnits() == 0 ? said.writeUnits() : index.writeUnits());
  }

  BillingMode billing() {
    return said == null || said.readUnits() == 0
        ? BillingMode.PAY_PER_REQUEST
        : BillingMode.PROVISIONED;
  }

  /** Null where the table is billed by request. */
  @Nullable ProvisionedThroughput throughput() {
    return said == null || said.readUnits() == 0
        ? null
        : units(said.readUnits(), said.writeUnits());
  }

  private static ProvisionedThroughput units(long read, long write) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits(read)
        .writeCapacityUnits(write)
        .build();
  }

  boolean isStreaming() {
    return said != null && said.stream() != Table.Stream.NONE;
  }

  StreamSpecification stream() {
    return said == null || said.stream() == Table.Stream.NONE
        ? StreamSpecification.builder().streamEnabled(false).build()
        : StreamSpecification.builder()
            .streamEnabled(true)
            .streamViewType(StreamViewType.fromValue(said.stream().name()))
            .build();
  }

  boolean isProtected() {
    return said != null && said.deletionProtection();
  }

  boolean isInfrequent() {
    return said != null && said.infrequentAccess();
  }

  List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    for (String each : said == null ? new String[0] : said.tags()) {
      int equals = each.indexOf('=');
      tags.add(
          Tag.builder()
              .key(equals < 0 ? each : each.substring(0, equals))
              .value(equals < 0 ? "" : each.substring(equals + 1))
              .build());
    }
    return tags;
  }
}
