package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.expression.KeyAttribute;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes {@code TableDescription}s. */
final class TableWriter {
  private final Tables tables;
  private final JsonGenerator out;

  TableWriter(Tables tables, JsonGenerator out) {
    this.tables = tables;
    this.out = out;
  }

  /** Writes a member that is the description of a table. */
  void write(String member, TableDefinition table) {
    Instant now = tables.now();
    boolean counted = table.isUsableAt(now);
    TableDefinition.State state = table.stateAt(now);
    out.writeName(member);
    out.writeStartObject();
    attributes(table);
    out.writeStringProperty("TableName", table.name());
    key(table.schema().key());
    out.writeStringProperty("TableStatus", state.name());
    seconds("CreationDateTime", table.created());
    throughput(table.options().throughput());
    size(counted ? tables.count(table, null) : new Tables.Census(0, 0), "Table");
    out.writeStringProperty("TableArn", tables.settings().arn(table.name()));
    out.writeStringProperty("TableId", table.uuid());
    if (table.options().onDemand()) {
      out.writeObjectPropertyStart("BillingModeSummary");
      out.writeStringProperty("BillingMode", "PAY_PER_REQUEST");
      seconds("LastUpdateToPayPerRequestDateTime", table.created());
      out.writeEndObject();
    }
    indexes("LocalSecondaryIndexes", table, false, counted, state);
    indexes("GlobalSecondaryIndexes", table, true, counted, state);
    stream(table);
    out.writeBooleanProperty("DeletionProtectionEnabled", table.options().deletionProtected());
    out.writeEndObject();
  }

  private void attributes(TableDefinition table) {
    out.writeArrayPropertyStart("AttributeDefinitions");
    table
        .schema()
        .attributes()
        .forEach(
            (name, type) -> {
              out.writeStartObject();
              out.writeStringProperty("AttributeName", name);
              out.writeStringProperty("AttributeType", type.name());
              out.writeEndObject();
            });
    out.writeEndArray();
  }

  private void key(KeySchema key) {
    out.writeArrayPropertyStart("KeySchema");
    elements(key.partition(), "HASH");
    elements(key.sort(), "RANGE");
    out.writeEndArray();
  }

  private void elements(List<KeyAttribute> attributes, String type) {
    for (KeyAttribute attribute : attributes) {
      out.writeStartObject();
      out.writeStringProperty("AttributeName", attribute.name());
      out.writeStringProperty("KeyType", type);
      out.writeEndObject();
    }
  }

  private void throughput(Throughput units) {
    out.writeObjectPropertyStart("ProvisionedThroughput");
    out.writeNumberProperty("NumberOfDecreasesToday", 0);
    out.writeNumberProperty("ReadCapacityUnits", units.read());
    out.writeNumberProperty("WriteCapacityUnits", units.write());
    out.writeEndObject();
  }

  private void size(Tables.Census census, String what) {
    out.writeNumberProperty(what + "SizeBytes", census.bytes());
    out.writeNumberProperty("ItemCount", census.items());
  }

  private void indexes(
      String member,
      TableDefinition table,
      boolean global,
      boolean counted,
      TableDefinition.State state) {
    List<IndexDefinition> indexes =
        table.schema().indexes().stream().filter(index -> index.global() == global).toList();
    if (indexes.isEmpty()) {
      return;
    }
    out.writeArrayPropertyStart(member);
    for (IndexDefinition index : indexes) {
      out.writeStartObject();
      out.writeStringProperty("IndexName", index.name());
      key(index.key());
      projection(index);
      if (global) {
        out.writeStringProperty("IndexStatus", state.name());
        throughput(index.throughput());
      }
      size(counted ? tables.count(table, index) : new Tables.Census(0, 0), "Index");
      out.writeStringProperty(
          "IndexArn", tables.settings().arn(table.name()) + "/index/" + index.name());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void projection(IndexDefinition index) {
    out.writeObjectPropertyStart("Projection");
    out.writeStringProperty("ProjectionType", index.projected().name());
    if (!index.included().isEmpty()) {
      out.writeArrayPropertyStart("NonKeyAttributes");
      index.included().forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void stream(TableDefinition table) {
    @Nullable TableStream stream = table.options().stream();
    if (stream != null) {
      out.writeObjectPropertyStart("StreamSpecification");
      out.writeBooleanProperty("StreamEnabled", true);
      out.writeStringProperty("StreamViewType", stream.view().name());
      out.writeEndObject();
    }
    @Nullable StreamDescription latest = tables.streams().latest(table);
    if (latest != null) {
      out.writeStringProperty("LatestStreamLabel", latest.stream().label());
      out.writeStringProperty("LatestStreamArn", latest.arn(tables.settings()));
    }
  }

  /** Seconds since 1970 with three digits behind the point. */
  private void seconds(String member, Instant moment) {
    out.writeNumberProperty(member, moment.toEpochMilli() / 1000.0);
  }
}
